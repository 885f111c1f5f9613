package darkroom.storage;

/** What became of seeing to it that staged photos do not stay. */
public sealed interface CleanupResult {

  /** All is as it was asked for. */
  record Clean(long deleted) implements CleanupResult {}

  /** Some of it is not, which costs storage but harms no run. */
  record Left(String message) implements CleanupResult {}
}
