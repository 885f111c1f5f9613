package darkroom.studio;

import darkroom.studio.http.Service;
import darkroom.studio.operation.Operation;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * What a studio is put together from, beside the API's protocol.
 *
 * @param bucket answers everything that is not a call of an action
 * @param results makes the store of results, given where the studio is reached
 * @param operations what the actions do; an action without one is out of service
 */
public record StudioParts(
    Service bucket,
    Function<URI, ResultStore> results,
    ImageHeaders headers,
    List<Operation> operations) {

  public StudioParts {
    operations = List.copyOf(operations);
  }
}
