package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.job.OutputTemplate.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTemplateTest {
  private static final Values VALUES =
      new Values("a/b", "夜 1", "png", "7", "ColorizeImage-2", "2026-11-22", "c0ffee");
  private static final Values IN_NO_FOLDER =
      new Values("", "夜 1", "png", "7", "ColorizeImage-2", "2026-11-22", "c0ffee");

  @ParameterizedTest
  @CsvSource({
    "out/{path}/{name}.{ext}, out/a/b/夜 1.png",
    "oss://shop/{date}/{step}/{id}.{ext}, oss://shop/2026-11-22/ColorizeImage-2/7.png",
    "out/{path}-{name}-{sha}.{ext}, out/a/b-夜 1-c0ffee.png",
    "'  {id}.{ext} ', 7.png",
    "out/{id}/{id}.{ext}, out/7/7.png"
  })
  void putsValuesInTheirPlaces(String template, String name) {
    assertThat(OutputTemplate.parse(template).name(VALUES)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "out/{path}/{name}.{ext}, out/夜 1.png",
    "'{path}/{name}.{ext}', 夜 1.png",
    "out/{path}{name}.{ext}, out/夜 1.png",
    "out/x{path}/{name}.{ext}, out/x/夜 1.png",
    "out/{path}/{path}/{name}.{ext}, out/夜 1.png"
  })
  void leavesNoEmptyFolderForAPhotoInNone(String template, String name) {
    assertThat(OutputTemplate.parse(template).name(IN_NO_FOLDER)).isEqualTo(name);
  }

  @Test
  void numbersTheImagesOfAList() {
    OutputTemplate template = OutputTemplate.parse("out/{path}/{name}.{ext}");
    assertThat(template.name(VALUES, 1)).isEqualTo("out/a/b/夜 1-1.png");
    assertThat(template.name(VALUES, 12)).isEqualTo("out/a/b/夜 1-12.png");
    assertThatThrownBy(() -> template.name(VALUES, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected an ordinal from 1 but was 0");
  }

  @Test
  void doesNotReadPlaceholdersInValues() {
    Values values = new Values("", "{id}", "png", "$1", "s", "d", "x");
    assertThat(OutputTemplate.parse("{name}-{id}.{ext}").name(values)).isEqualTo("{id}-$1.png");
  }

  @Test
  void knowsWhatItUses() {
    OutputTemplate template = OutputTemplate.parse("out/{step}/{id}.{ext}");
    assertThat(template.uses("step")).isTrue();
    assertThat(template.uses("path")).isFalse();
    assertThat(template.folder()).isEqualTo("out/");
    assertThat(OutputTemplate.parse("oss://shop/a/b-{id}.{ext}").folder())
        .isEqualTo("oss://shop/a/");
    assertThat(OutputTemplate.parse("{id}.{ext}").folder()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out/{nam}.{ext} | Expected one of {path}, {name}, {ext}, {id}, {step}, {date}, {sha} in"
            + " output.images but was {nam}; did you mean \"name\"?",
        "out/{}.{ext} | Expected one of {path}, {name}, {ext}, {id}, {step}, {date}, {sha} in"
            + " output.images but was {}",
        "out/{id.{ext} | Expected each { with its } in output.images but was out/{id.{ext}",
        "out/id}.{ext} | Expected each { with its } in output.images but was out/id}.{ext}",
        "out/{id}.jpg | Expected .{ext} at the end of output.images but was out/{id}.jpg",
        "out/{ext}/{id} | Expected .{ext} at the end of output.images but was out/{ext}/{id}",
        "out/../{id}.{ext} | Expected a name without .. for output.images but was"
            + " out/../{id}.{ext}",
        "out/{name}.{ext} | Expected {path} and {name}, or {id}, or {sha} in output.images, so that"
            + " no two photos share a name, but was out/{name}.{ext}",
        "out/{path}/{step}.{ext} | Expected {path} and {name}, or {id}, or {sha} in output.images,"
            + " so that no two photos share a name, but was out/{path}/{step}.{ext}"
      })
  void refusesWhatIsNoTemplate(String template, String message) {
    assertThatThrownBy(() -> OutputTemplate.parse(template))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
  }
}
