package darkroom.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/** Keeps signed links out of what is stored. */
final class Links {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Links() {}

  /**
   * The same JSON without the texts in it that hold a link.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  static String removedFrom(String json) {
    // A link has slashes, as they are or escaped; a text that has none need not be taken apart.
    if (json.indexOf('/') < 0 && json.indexOf('\\') < 0) {
      return json;
    }
    try {
      JsonNode root = JSON.readTree(json);
      if (isLink(root)) {
        return "null";
      }
      remove(root);
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Expected JSON for an answer's data but was other", e);
    }
  }

  private static void remove(JsonNode node) {
    if (!(node instanceof ContainerNode<?>)) {
      return;
    }
    Iterator<JsonNode> parts =
        node instanceof ObjectNode object ? object.elements() : ((ArrayNode) node).elements();
    while (parts.hasNext()) {
      JsonNode part = parts.next();
      if (isLink(part)) {
        parts.remove();
      } else {
        remove(part);
      }
    }
  }

  private static boolean isLink(JsonNode node) {
    return node.isTextual() && node.textValue().contains("://");
  }
}
