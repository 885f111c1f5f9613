package darkroom.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import darkroom.action.Action;
import darkroom.action.Api;
import darkroom.action.Parameter;
import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names a call by all that decides its result, or an output by all that went into it: the same key,
 * the same result.
 *
 * @param value a SHA-256 in 64 hexadecimal digits
 */
public record CallKey(String value) implements Serializable {
  private static final int LENGTH = 64;

  /** Reads a key's own form. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CallKey {
    if (value.length() != LENGTH || !value.chars().allMatch(CallKey::isDigit)) {
      throw new IllegalArgumentException("Expected 64 hexadecimal digits but was " + value);
    }
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  @Override
  @JsonValue
  public String value() {
    return value;
  }

  /**
   * The key of a call.
   *
   * @param content the identity of what is sent, with a description of the fit where it was made to
   *     fit
   * @param arguments on the wire, valid, with images by their content's identity; the photo's own
   *     link counts for nothing, as it is new each time
   */
  public static CallKey of(String content, Action action, SortedMap<String, String> arguments) {
    SortedMap<String, String> own = new TreeMap<>(action.canonical(arguments));
    for (Parameter parameter : action.parameters()) {
      if (parameter.subject().filter(when -> action.holds(when, arguments)).isPresent()) {
        own.remove(parameter.name());
      }
    }
    Fingerprint fingerprint = Fingerprint.of("call", Api.VERSION, content, action.name());
    for (Map.Entry<String, String> argument : own.entrySet()) {
      fingerprint.add(argument.getKey()).add(argument.getValue());
    }
    return new CallKey(fingerprint.hex());
  }

  /**
   * The key of pieces that are cut out of a picture.
   *
   * @param content the picture's identity
   * @param boxes where, in its upright pixels
   */
  public static CallKey ofCut(String content, String boxes) {
    return new CallKey(Fingerprint.of("cut", content, boxes).hex());
  }

  /**
   * The key of an output as it stood when it was written.
   *
   * @param name its location
   * @param made the identity of the result and how it was finished
   */
  public static CallKey ofOutput(String name, String made, long bytes, long modifiedMillis) {
    return new CallKey(
        Fingerprint.of("output", name, made)
            .add(String.valueOf(bytes))
            .add(String.valueOf(modifiedMillis))
            .hex());
  }

  @Override
  public String toString() {
    return value;
  }
}
