package darkroom.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final Condition EITHER = Condition.when("FunctionType", "encode_*", "decode_pic");

  @ParameterizedTest
  @CsvSource({
    "encode_pic, true",
    "encode_, true",
    "encode, false",
    "decode_pic, true",
    "decode_pic_plus, false",
    "'', false",
  })
  void holdsForItsValuesAndPrefixes(String value, boolean holds) {
    assertThat(EITHER.holdsFor(value)).isEqualTo(holds);
  }

  @Test
  void alwaysHoldsForAnything() {
    assertThat(Condition.always().holdsFor("")).isTrue();
    assertThat(Condition.always()).hasToString("always");
  }

  @Test
  void readsAsText() {
    assertThat(EITHER).hasToString("FunctionType=encode_* or decode_pic");
  }
}
