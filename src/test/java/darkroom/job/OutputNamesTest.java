package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.job.ManifestSpec.Files;
import darkroom.job.ManifestSpec.Format;
import darkroom.job.ManifestSpec.Listed;
import darkroom.job.OutputTemplate.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNamesTest {
  private static final String HERE = Path.of("").toAbsolutePath().toString();

  @ParameterizedTest
  @CsvSource({
    "/data/m.jsonl, /data/a.jpg, '', a",
    "/data/m.jsonl, /data/x/y/a.jpg, x/y, a",
    "/data/m.jsonl, /data/./x/../y/a.jpg, y, a",
    "/data/sub/../m.jsonl, /data/x/a.jpg, x, a",
    "/data/*/new/*.jpg, /data/x/new/a.jpg, x/new, a",
    "'/data/p{1,2}/*.jpg', /data/p1/a.jpg, p1, a",
    "/data/m.jsonl, /other/x/a.jpg, @/other/x, a",
    "/data/m.jsonl, oss://shop/x/a.jpg, @oss/shop/x, a",
    "oss://shop/m/day.jsonl, oss://shop/m/x/a.jpg, x, a",
    "oss://shop/m/day.jsonl, oss://shop/photos/x/a.jpg, @/photos/x, a",
    "oss://shop/m/day.jsonl, oss://other/x/a.jpg, @oss/other/x, a",
    "oss://shop/m/day.jsonl, /data/x/a.jpg, @file/data/x, a",
    "oss://shop/*.jpg, oss://shop/a.jpg, '', a",
    "oss://shop/**, oss://shop/x//a.jpg, x/%, a",
    "oss://shop/**, oss://shop/../a.jpg, %2E%2E, a",
    "file:///data/*.jpg, /data/a.jpg, '', a"
  })
  void namesAPhotoByItsPlaceUnderTheManifest(
      String manifest, String location, String path, String name) {
    OutputNames names = OutputNames.of(new Files(manifest, Format.PHOTOS));
    assertThat(names.path(location)).isEqualTo(path);
    assertThat(names.name(location)).isEqualTo(name);
  }

  @Test
  void readsRelativeManifestsInTheWorkingFolder() {
    OutputNames names = OutputNames.of(new Files("photos/m.csv", Format.CSV));
    assertThat(names.path(HERE + "/photos/x/a.jpg")).isEqualTo("x");
    OutputNames listed = OutputNames.of(new Listed(List.of("photos/a.jpg")));
    assertThat(listed.path(HERE + "/photos/a.jpg")).isEqualTo("photos");
  }

  @ParameterizedTest
  @CsvSource({
    "a.JPEG, a",
    "a.b.tiff, a.b",
    "a.v2, a.v2",
    ".jpg, .jpg",
    "夜 (2).png, 夜 (2)",
    "a:b.png, a%3Ab",
    "100%.png, 100%25",
    "'a*?\"<>|\\~#[]{}.png', a%2A%3F%22%3C%3E%7C%5C%7E%23%5B%5D%7B%7D",
    "@2.png, %402",
    "icon@2x.png, icon@2x",
    "..png, %2E"
  })
  void encodesWhatNoFileShouldBeCalled(String file, String name) {
    OutputNames names = OutputNames.of(new Files("/data/m.csv", Format.CSV));
    assertThat(names.name("/data/" + file)).isEqualTo(name);
  }

  @Test
  void neverMakesTwoTextsEqual() {
    List<String> texts =
        Stream.of("a:b", "a%3Ab", "a%b", "a/b", "a%2Fb", "a b", " a", "a ", ".", "..", "a\nb", "@")
            .toList();
    assertThat(texts.stream().map(OutputNames::segment)).doesNotHaveDuplicates();
    List<String> longOnes =
        IntStream.range(0, 100)
            .mapToObj(i -> "夜".repeat(300) + i)
            .map(OutputNames::segment)
            .toList();
    assertThat(longOnes)
        .doesNotHaveDuplicates()
        .allSatisfy(
            name ->
                assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200));
  }

  @Test
  void givesATemplateAllItsValues() {
    OutputNames names = OutputNames.of(new Files("oss://shop/m/day.csv", Format.CSV));
    assertThat(
            names.values(
                "oss://shop/m/x/a.jpg",
                "oss://7",
                "c0ffee",
                "crop",
                "png",
                LocalDate.of(2026, 1, 2)))
        .isEqualTo(new Values("x", "a", "png", "oss%3A%2F%2F7", "crop", "2026-01-02", "c0ffee"));
  }
}
