package darkroom.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.time.Instant;

/** One fact of the ledger. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PaidCall.class, name = "paid"),
  @JsonSubTypes.Type(value = SubmittedJob.class, name = "job"),
  @JsonSubTypes.Type(value = WrittenOutput.class, name = "output")
})
public sealed interface Entry extends Serializable permits PaidCall, SubmittedJob, WrittenOutput {
  CallKey key();

  /** The identity of the manifest's photo it was made for, which decides the share it is in. */
  String photo();

  /** The run it was made in. */
  String runId();

  Instant time();

  /** What tells two facts of the same kind and key apart; the same fact may be recorded twice. */
  String mark();
}
