package darkroom.ledger;

import darkroom.storage.FileStat;
import java.time.Instant;

/**
 * An output as it stood when it was written; while it stands so it need not be written again.
 *
 * @param name its location
 * @param made the identity of the result and how it was finished
 */
public record WrittenOutput(
    CallKey key,
    String photo,
    String name,
    String made,
    long bytes,
    long modifiedMillis,
    String runId,
    Instant time)
    implements Entry {

  /** An output that was just written and looked up. */
  public static WrittenOutput of(
      String photo, String name, String made, FileStat file, String runId, Instant time) {
    return new WrittenOutput(
        CallKey.ofOutput(name, made, file.bytes(), file.modifiedMillis()),
        photo,
        name,
        made,
        file.bytes(),
        file.modifiedMillis(),
        runId,
        time);
  }

  /** The key says it all. */
  @Override
  public String mark() {
    return "";
  }
}
