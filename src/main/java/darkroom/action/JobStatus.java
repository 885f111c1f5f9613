package darkroom.action;

import java.util.Arrays;
import java.util.Optional;

/** Where an asynchronous job stands, as {@code GetAsyncJobResult} tells; named as on the wire. */
public enum JobStatus {
  QUEUING(Meaning.PENDING),
  PROCESSING(Meaning.PENDING),
  PROCESS_SUCCESS(Meaning.DONE),
  PROCESS_FAILED(Meaning.FAILED),
  TIMEOUT_FAILED(Meaning.FAILED),
  /** The service tried often enough; submitted again later, the job may succeed. */
  LIMIT_RETRY_FAILED(Meaning.SUBMIT_AGAIN),
  /** Not in the manual, but seen in the field. */
  JOB_CANCELED(Meaning.FAILED);

  /** What a status means to the one who waits. */
  public enum Meaning {
    PENDING,
    DONE,
    FAILED,
    SUBMIT_AGAIN
  }

  private final Meaning meaning;

  JobStatus(Meaning meaning) {
    this.meaning = meaning;
  }

  public Meaning meaning() {
    return meaning;
  }

  /** The status of this word on the wire, if it is a known one. */
  public static Optional<JobStatus> of(String word) {
    return Arrays.stream(values()).filter(status -> status.name().equals(word)).findFirst();
  }
}
