package darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Parameter;
import darkroom.action.ParameterType;
import darkroom.action.SampleArguments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallKeyTest {
  private static final String CONTENT = "sha256:0123";

  static Stream<Action> actions() {
    return Actions.all().stream();
  }

  @ParameterizedTest
  @MethodSource("actions")
  void isTheSameForCallsThatMeanTheSame(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      CallKey key = key(action, least);
      assertThat(key(action, action.canonical(least))).isEqualTo(key);
      SortedMap<String, String> backwards = new TreeMap<>(java.util.Comparator.reverseOrder());
      backwards.putAll(least);
      assertThat(CallKey.of(CONTENT, action, backwards)).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void doesNotDependOnThePhotosLink(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      Map<String, String> withoutPhoto = new HashMap<>(least);
      String photo = action.subject(least).name();
      withoutPhoto.remove(photo);
      assertThat(key(action, withoutPhoto)).isEqualTo(key(action, least));
      withoutPhoto.put(photo, "https://elsewhere/b.jpg?Signature=x");
      assertThat(key(action, withoutPhoto)).isEqualTo(key(action, least));
    }
  }

  /** Every value of every parameter, over all actions, ways of working and two contents. */
  @Test
  void isAnotherForEverythingElse() {
    Map<CallKey, String> meanings = new HashMap<>();
    for (Action action : Actions.all()) {
      for (Map<String, String> least : SampleArguments.least(action)) {
        for (Map<String, String> arguments : variations(action, least)) {
          for (String content : List.of("sha256:0123", "sha256:0124", "sha256:0123 800x600")) {
            SortedMap<String, String> canonical = new TreeMap<>(action.canonical(arguments));
            canonical.remove(action.subject(arguments).name());
            String meaning = content + " " + action.name() + " " + canonical;
            CallKey key = CallKey.of(content, action, new TreeMap<>(arguments));
            assertThat(meanings.putIfAbsent(key, meaning)).isIn(null, meaning);
          }
        }
      }
    }
    assertThat(meanings.values()).doesNotHaveDuplicates().hasSizeGreaterThan(300);
  }

  private static List<Map<String, String>> variations(Action action, Map<String, String> least) {
    List<Map<String, String>> variations = new ArrayList<>(List.of(least));
    for (Parameter parameter : action.parameters()) {
      List<String> values = new ArrayList<>(SampleArguments.valid(parameter.type()));
      if (parameter.type() instanceof ParameterType.ImageUrl) {
        values.add("sha256:4567");
      }
      int size = SampleArguments.one(parameter).size();
      for (String value : values) {
        Map<String, String> varied = new TreeMap<>(least);
        varied.putAll(SampleArguments.entries(parameter, value, size));
        if (action.check(varied).isEmpty()) {
          variations.add(varied);
        }
      }
    }
    return variations;
  }

  @Test
  void takesAnImageByItsContent() {
    Action action = Actions.ERASE_PERSON;

    assertThat(key(action, Map.of("UserMask", "sha256:aa")))
        .isNotEqualTo(key(action, Map.of("UserMask", "sha256:bb")));
  }

  @Test
  void isTheSameForeverAndEverywhere() {
    assertThat(key(Actions.ASSESS_SHARPNESS, Map.of()).value())
        .isEqualTo(expected("call", "2019-09-30", CONTENT, "AssessSharpness"));
  }

  /** By the way it is written down: each text after its length in four bytes. */
  private static String expected(String... texts) {
    try (var bytes = new java.io.ByteArrayOutputStream();
        var out = new java.io.DataOutputStream(bytes)) {
      for (String text : texts) {
        byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
      }
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (java.io.IOException | java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tellsOutputsApart() {
    CallKey key = CallKey.ofOutput("/out/a.jpg", "sha256:aa jpg", 10, 20);

    assertThat(CallKey.ofOutput("/out/a.jpg", "sha256:aa jpg", 10, 20)).isEqualTo(key);
    assertThat(
            List.of(
                CallKey.ofOutput("/out/b.jpg", "sha256:aa jpg", 10, 20),
                CallKey.ofOutput("/out/a.jpg", "sha256:aa png", 10, 20),
                CallKey.ofOutput("/out/a.jpg", "sha256:aa jpg", 11, 20),
                CallKey.ofOutput("/out/a.jpg", "sha256:aa jpg", 10, 21),
                CallKey.ofOutput("/out/a.jpgs", "ha256:aa jpg", 10, 20)))
        .doesNotContain(key)
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesWhatIsNoKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallKey("../x"))
        .withMessage("Expected 64 hexadecimal digits but was ../x");
  }

  private static CallKey key(Action action, Map<String, String> arguments) {
    return CallKey.of(CONTENT, action, new TreeMap<>(arguments));
  }
}
