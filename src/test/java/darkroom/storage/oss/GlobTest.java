package darkroom.storage.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/*.jpg | a/x.jpg",
        "a/*.jpg | a/.jpg",
        "a/** | a/b/c",
        "a/**/c | a/b/b/c",
        "a/**c | a/b/c",
        "a?c | abc",
        "a?c | a图c",
        "a[bc]d | acd",
        "a[b-d]e | ace",
        "a[!b]c | axc",
        "a[]]c | a]c",
        "a[.]c | a.c",
        "a[&&]c | a&c",
        "a{b,cd}e | acde",
        "a{b,c{d,e}}f | acef",
        "a{,b}c | ac",
        "a.c* | a.cd",
        "a\\*b | a*b",
        "a\\{b,c\\}* | a{b,c}d",
        "a{b\\,c,d} | ab,c",
        "a[b* | a[bc",
        "a{b* | a{bc",
        "(+)$^* | (+)$^x"
      })
  void matches(String pattern, String key) {
    assertThat(matching(pattern, key)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/*.jpg | a/b/x.jpg",
        "a/*.jpg | a/x.jpgx",
        "a?c | a/c",
        "a?c | ac",
        "a[!b]c | a/c",
        "a[.-0]c | a/c",
        "a[b-d]e | afe",
        "a{b,c}d | ad",
        "a.c* | abc",
        "a\\*b | axb",
        "a/**/c | a/c"
      })
  void doesNotMatch(String pattern, String key) {
    assertThat(matching(pattern, key)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/b*/c | a/b",
        "a/b | a/b",
        "a\\*b*c | a*b",
        "* | ''",
        "a/[bc] | a/",
        "a[b*c | a",
      })
  void tellsWhatAllKeysBeginWith(String pattern, String prefix) {
    assertThat(Glob.alternatives(pattern).get(0).prefix()).isEqualTo(prefix);
  }

  @Test
  void knowsWhichFoldersItReaches() {
    Glob fixed = Glob.alternatives("a/b*/c?.jpg").get(0);
    assertThat(List.of("a/", "a/b/", "a/bx/")).allMatch(fixed::reachesInto);
    assertThat(List.of("b/", "a/c/", "a/b/c/", "a/b/c/d/")).noneMatch(fixed::reachesInto);
    assertThat(List.of("", "a/")).allMatch(fixed::reachesBelow);
    assertThat(fixed.reachesBelow("a/b/")).isFalse();

    Glob deep = Glob.alternatives("a/b*/**/c").get(0);
    assertThat(List.of("a/", "a/b/", "a/bx/", "a/b/c/d/")).allMatch(deep::reachesInto);
    assertThat(deep.reachesInto("a/c/d/")).isFalse();
    assertThat(deep.reachesBelow("a/b/c/d/e/")).isTrue();
  }

  @Test
  void takesWhatIsNoPatternLiterally() {
    assertThat(List.of("a b", "a%2F", "a\\b", "a\\*b", "a]b}", "a,b")).allMatch(Glob::isLiteral);
    assertThat(List.of("a*", "a?", "[a]", "{a}")).noneMatch(Glob::isLiteral);
    assertThat(Glob.unescaped("a\\*b\\c\\\\d")).isEqualTo("a*b\\c\\d");
  }

  @Test
  void refusesEndlessAlternatives() {
    String pattern = "{a,b}".repeat(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Glob.alternatives(pattern))
        .withMessageStartingWith("Expected at most 1000 alternatives but was more in ");
  }

  private static boolean matching(String pattern, String key) {
    return Glob.alternatives(pattern).stream().anyMatch(glob -> glob.matches(key));
  }
}
