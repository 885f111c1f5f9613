package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WhenTest {
  /** A photo whose exposure and composition are not scored yet, and whose row has few fields. */
  private static final Map<String, Fact> PHOTO =
      Map.ofEntries(
          Map.entry("sharpness", new Fact.Number(0.3)),
          Map.entry("width", new Fact.Number(800)),
          Map.entry("height", new Fact.Number(600)),
          Map.entry("megapixels", new Fact.Number(0.48)),
          Map.entry("bytes", new Fact.Number(2 * 1024 * 1024)),
          Map.entry("format", new Fact.Text("jpg")),
          Map.entry("channels", new Fact.Text("rgb")),
          Map.entry("orientation", new Fact.Number(6)),
          Map.entry("monochrome", new Fact.Flag(false)),
          Map.entry("field.shop", new Fact.Text("east")),
          Map.entry("field.year", new Fact.Text("1954")),
          Map.entry("field.ErasePerson.UserMask", new Fact.Text("m.png")),
          Map.entry("field.店 名", new Fact.Text("夜")));

  private static final Facts FACTS = name -> Optional.ofNullable(PHOTO.get(name));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sharpness < 0.4 | TRUE",
        "sharpness < 0.3 | FALSE",
        "sharpness <= 0.3 | TRUE",
        "sharpness > .3 | FALSE",
        "sharpness >= +0.30 | TRUE",
        "sharpness == 0.3 | TRUE",
        "sharpness != 0.3 | FALSE",
        "width>700 and height>700 | FALSE",
        "width>700 or height>700 | TRUE",
        "not width > 700 | FALSE",
        "not not width > 700 | TRUE",
        "not (width > 700 and height > 700) | TRUE",
        "width > 700 or width > 900 and height > 900 | TRUE",
        "(width > 700 or width > 900) and height > 900 | FALSE",
        "not width > 900 and height > 500 | TRUE",
        "megapixels < 0.5 | TRUE",
        "bytes >= 2 MB | TRUE",
        "bytes > 2MB | FALSE",
        "bytes < 2049 KB | TRUE",
        "bytes == 2097152 | TRUE",
        "bytes < 0.5 GB | TRUE",
        "format == jpg | TRUE",
        "format == jpeg | TRUE",
        "format != \"png\" | TRUE",
        "format in [png, webp] | FALSE",
        "format in [png, jpeg] | TRUE",
        "channels == rgb | TRUE",
        "orientation == 6 | TRUE",
        "orientation in [5, 6, 7, 8] | TRUE",
        "monochrome | FALSE",
        "not monochrome | TRUE",
        "monochrome or field.shop == east | TRUE",
        "field.shop == east | TRUE",
        "field.shop == 'east' | TRUE",
        "field.shop == \"East\" | FALSE",
        "field.shop in [west, east] | TRUE",
        "field.year < 1960 | TRUE",
        "field.year == 1954.0 | TRUE",
        "field.year == '1954.0' | FALSE",
        "field.shop < 1960 | FALSE",
        "field.shop >= 1960 | FALSE",
        "field.shop == 1960 | FALSE",
        "field.shop != 1960 | TRUE",
        "field.ErasePerson.UserMask == m.png | TRUE",
        "field.\"店 名\" == 夜 | TRUE",
      })
  void holdsOrNot(String condition, Truth truth) {
    assertThat(When.parse(condition).evaluate(FACTS)).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exposure < 0.4 | UNKNOWN",
        "not exposure < 0.4 | UNKNOWN",
        "exposure < 0.4 and width > 900 | FALSE",
        "width > 900 and exposure < 0.4 | FALSE",
        "exposure < 0.4 and width > 700 | UNKNOWN",
        "exposure < 0.4 or width > 700 | TRUE",
        "exposure < 0.4 or width > 900 | UNKNOWN",
        "exposure < 0.4 or composition > 3 | UNKNOWN",
        "field.colour == red | UNKNOWN",
        "field.colour in [red] | UNKNOWN",
      })
  void isUnknownWhereWhatItAsksAboutIs(String condition, Truth truth) {
    assertThat(When.parse(condition).evaluate(FACTS)).isEqualTo(truth);
  }

  @Test
  void aFlagThatIsNotKnownIsUnknown() {
    assertThat(When.parse("monochrome").evaluate(name -> Optional.empty()))
        .isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void namesWhatItAsksAbout() {
    assertThat(
            When.parse("not (sharpness < 1 or field.\"店 名\" == a) and width > 1 and monochrome")
                .names())
        .containsExactly("field.店 名", "monochrome", "sharpness", "width");
  }

  @Test
  void keepsItsText() {
    When when = When.parse("  sharpness <  0.4 ");
    assertThat(when.text()).isEqualTo("sharpness <  0.4");
    assertThat(when).isEqualTo(When.parse("sharpness <  0.4")).hasToString("sharpness <  0.4");
  }

  private static final String NAMES =
      "one of composition, exposure, sharpness, width, height, megapixels, bytes, format, channels,"
          + " orientation, monochrome, field.NAME";

  static Stream<Arguments> wrongConditions() {
    return Stream.of(
        wrong("", "Expected a name such as sharpness in when but was its end at character 1"),
        wrong(
            "width > 1 and",
            "Expected a name such as sharpness in when but was its end at character 14"),
        wrong(
            "(sharpness )",
            "Expected a comparison after \"sharpness\" in when but was \")\" at character 12"),
        wrong(
            "sharpness",
            "Expected a comparison after \"sharpness\" in when but was its end at character 10"),
        wrong(
            "sharpness = 1",
            "Expected a name, a number or a comparison in when but was \"=\" at character 11"),
        wrong(
            "field.店 == 夜 && width > 1",
            "Expected a name, a number or a comparison in when but was \"&&\" at character 14"),
        wrong(
            "(width > 1",
            "Expected and, or, or a closing parenthesis in when but was its end at character 11"),
        wrong(
            "width > 1)",
            "Expected and, or, or the end of the condition in when but was \")\" at character 10"),
        wrong(
            "width > 1 height > 1",
            "Expected and, or, or the end of the condition in when but was \"height\" at character"
                + " 11"),
        wrong(
            "sharpnes < 1",
            "Expected "
                + NAMES
                + " in when but was \"sharpnes\" at character 1; did you mean \"sharpness\"?"),
        wrong("true", "Expected " + NAMES + " in when but was \"true\" at character 1"),
        wrong("field. == 1", "Expected " + NAMES + " in when but was \"field.\" at character 1"),
        wrong(
            "0.4 > sharpness",
            "Expected a name such as sharpness in when but was \"0.4\" at character 1"),
        wrong("and", "Expected a name such as sharpness in when but was \"and\" at character 1"),
        wrong(
            "sharpness < abc",
            "Expected a number for sharpness in when but was \"abc\" at character 13"),
        wrong(
            "sharpness == '1'",
            "Expected a number for sharpness in when but was \"1\" at character 14"),
        wrong(
            "width < 2 MB", "Expected a number for width in when but was \"2 MB\" at character 9"),
        wrong(
            "bytes < big",
            "Expected a size such as 2 MB for bytes in when but was \"big\" at character 9"),
        wrong(
            "width < 2px",
            "Expected a name, a number or a comparison in when but was \"2px\" at character 9"),
        wrong(
            "format == gif",
            "Expected one of jpg, png, bmp, webp, tif for format in when but was \"gif\" at"
                + " character 11"),
        wrong(
            "format < png", "Expected == or != for format in when but was \"png\" at character 10"),
        wrong(
            "channels in [rgb, red]",
            "Expected one of gray, rgb, rgba, cmyk, palette for channels in when but was \"red\" at"
                + " character 19"),
        wrong(
            "channels in rgb",
            "Expected a list such as [a, b] after \"in\" in when but was \"rgb\" at character 13"),
        wrong(
            "field.a in [b c]",
            "Expected a comma or a closing bracket in when but was \"c\" at character 15"),
        wrong(
            "field.a in []",
            "Expected a number or a text for field.a in when but was \"]\" at character 13"),
        wrong("field.a < b", "Expected a number for field.a in when but was \"b\" at character 11"),
        wrong(
            "field.a == and",
            "Expected a number or a text for field.a in when but was \"and\" at character 12"),
        wrong(
            "field.day == 2026-11-22",
            "Expected a name, a number or a comparison in when but was \"2026-11-22\" at character"
                + " 14"),
        wrong(
            "field.a == 'b",
            "Expected a name, a number or a comparison in when but was \"'b\" at character 12"),
        wrong(
            "monochrome == true",
            "Expected and, or, or the end after \"monochrome\" in when but was \"==\" at character"
                + " 12"),
        wrong(
            "(".repeat(60) + "monochrome",
            "Expected at most 50 levels in when but was \"(\" at character 51"));
  }

  private static Arguments wrong(String condition, String message) {
    return Arguments.of(condition, message);
  }

  @ParameterizedTest
  @MethodSource("wrongConditions")
  void pointsAtTheCharacterThatIsWrong(String condition, String message) {
    assertThatThrownBy(() -> When.parse(condition))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
  }
}
