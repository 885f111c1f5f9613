package darkroom.ledger;

import darkroom.action.Money;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A call that was paid for and whose result is safe.
 *
 * @param requestId the service's
 * @param data the answer's {@code Data} as JSON; what is a link in it is left out, for it is signed
 * @param results the files that were kept, where it answers with files
 * @param calls sent for it
 * @param lostAnswers calls among them whose answer was lost, which may have been billed
 * @param width of the photo as it was sent; 0 where that is not known
 * @param height of the photo as it was sent; 0 where that is not known
 */
public record PaidCall(
    CallKey key,
    String photo,
    String actionName,
    String requestId,
    String data,
    List<KeptResult> results,
    Money price,
    int calls,
    int lostAnswers,
    int width,
    int height,
    String runId,
    Instant time)
    implements Entry {
  public PaidCall {
    data = Links.removedFrom(data);
    results = List.copyOf(results);
  }

  /** The same call with its results at other places. */
  PaidCall withLocations(UnaryOperator<String> place) {
    return new PaidCall(
        key,
        photo,
        actionName,
        requestId,
        data,
        results.stream().map(r -> r.at(place.apply(r.location()))).toList(),
        price,
        calls,
        lostAnswers,
        width,
        height,
        runId,
        time);
  }

  @Override
  public String mark() {
    return requestId;
  }
}
