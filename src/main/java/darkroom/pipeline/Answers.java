package darkroom.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.ledger.PaidCall;
import darkroom.pipeline.Got.Paid;

/** What answers said beside their links, as the ledger keeps it. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  static JsonNode of(Paid paid) {
    return of(paid.call());
  }

  static JsonNode of(PaidCall call) {
    try {
      return JSON.readTree(call.data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The ledger keeps answers as JSON", e);
    }
  }
}
