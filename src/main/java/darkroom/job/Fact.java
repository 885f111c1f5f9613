package darkroom.job;

/** Something known about a photo, for conditions. */
public sealed interface Fact {
  /** A score or a size. */
  record Number(double value) implements Fact {}

  /** A word, or a field of the manifest. */
  record Text(String value) implements Fact {}

  /** Something that is so or is not. */
  record Flag(boolean value) implements Fact {}
}
