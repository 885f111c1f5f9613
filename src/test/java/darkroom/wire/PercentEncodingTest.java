package darkroom.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PercentEncodingTest {

  @Test
  void encodesAllButUnreservedCharacters() {
    assertThat(PercentEncoding.encode("azAZ09-_.~ +*/:?&=%#中😀\n"))
        .isEqualTo("azAZ09-_.~%20%2B%2A%2F%3A%3F%26%3D%25%23%E4%B8%AD%F0%9F%98%80%0A");
  }

  @Test
  void joinsInTheOrderOfTheMap() {
    assertThat(PercentEncoding.join(new TreeMap<>(Map.of("b", "2 3", "a", "1"))))
        .isEqualTo("a=1&b=2%203");
  }

  @Test
  void parsesPlusAsSpaceAndNamesWithoutValue() {
    assertThat(PercentEncoding.parse("b=2+3%2B&&a=1=1&Mode"))
        .containsExactly(entry("Mode", ""), entry("a", "1=1"), entry("b", "2 3+"));
  }

  @Test
  void parsesNothing() {
    assertThat(PercentEncoding.parse("")).isEmpty();
  }

  @Test
  void readsBackWhatItJoined() {
    Map<String, String> hard = Map.of("k&=% +中", "v&=% +~*😀", "empty", "");

    assertThat(PercentEncoding.parse(PercentEncoding.join(hard))).isEqualTo(hard);
  }

  @Test
  void refusesPercentSignWithoutDigits() {
    assertThatThrownBy(() -> PercentEncoding.parse("a=%zz"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PercentEncoding.parse("a=%4"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
