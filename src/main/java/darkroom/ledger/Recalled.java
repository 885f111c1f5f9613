package darkroom.ledger;

import darkroom.storage.FileStat;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the ledger holds of one photo. */
public record Recalled(List<Entry> entries) {
  public static final Recalled NOTHING = new Recalled(List.of());

  public Recalled {
    entries = List.copyOf(entries);
  }

  /** The call, where it was paid for; the last of several, whose results are likeliest there. */
  public Optional<PaidCall> paid(CallKey key) {
    return of(PaidCall.class)
        .filter(e -> e.key().equals(key))
        .max(Comparator.comparing(PaidCall::time));
  }

  /** The job of a call, where one was submitted. */
  public Optional<SubmittedJob> submitted(CallKey key) {
    return of(SubmittedJob.class)
        .filter(e -> e.key().equals(key))
        .max(Comparator.comparing(SubmittedJob::time));
  }

  /**
   * Whether an output stands as it was written.
   *
   * @param made the identity of the result and how it is finished
   * @param found what is there now
   */
  public boolean written(String name, String made, FileStat found) {
    CallKey key = CallKey.ofOutput(name, made, found.bytes(), found.modifiedMillis());
    return of(WrittenOutput.class).anyMatch(e -> e.key().equals(key));
  }

  private <E extends Entry> Stream<E> of(Class<E> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast);
  }
}
