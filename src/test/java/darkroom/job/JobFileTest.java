package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.Actions;
import darkroom.action.FitMode;
import darkroom.job.ManifestSpec.Files;
import darkroom.job.ManifestSpec.Format;
import darkroom.job.ManifestSpec.Listed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileTest {
  private static final String WHOLE =
      """
      name: shop
      manifest: photos.csv
      recipe:
        - score: [AssessSharpness]
      output:
        tables: out
      """;

  @Test
  void readsEveryPartOfAJob() {
    Job job =
        JobFile.parse(
            """
            name: score-photos
            manifest: pipelines/samples/manifest.jsonl
            recipe:
              - score: [AssessSharpness, AssessExposure]
                fit: shrink
              - AssessComposition: {}
            output:
              tables: out/score-photos/
            """,
            "job.yaml");
    assertThat(job)
        .isEqualTo(
            new Job(
                "score-photos",
                new Files("pipelines/samples/manifest.jsonl", Format.JSON_LINES),
                List.of(
                    new ScoreStep(List.of("AssessSharpness", "AssessExposure"), FitMode.SHRINK),
                    new ScoreStep(List.of("AssessComposition"), FitMode.REJECT)),
                new Output("out/score-photos/"),
                "job.yaml"));
    assertThat(job.recipe())
        .first()
        .extracting(step -> step.actions())
        .isEqualTo(List.of(Actions.ASSESS_SHARPNESS, Actions.ASSESS_EXPOSURE));
  }

  @Test
  void endsTheTablesFolderWithASlash() {
    assertThat(JobFile.parse(WHOLE, "job.yaml").output().tables()).isEqualTo("out/");
  }

  @ParameterizedTest
  @CsvSource({
    "a/m.jsonl, JSON_LINES",
    "a/m.ndjson, JSON_LINES",
    "a/m.JSON, JSON_LINES",
    "oss://shop/m.jsonl.gz, JSON_LINES",
    "oss://lists/daily/2026-11-22T00-00Z/manifest.json, INVENTORY",
    "m-*.csv, CSV",
    "m.csv.zst, CSV",
    "m.csv.zstd, CSV",
    "m.txt, LIST",
    "m.list, LIST",
    "photos/*.jpg, PHOTOS",
    "'photos/*.{jpg,png}', PHOTOS",
    "photos/**, PHOTOS",
    "my.csv/photo, PHOTOS",
    "photos.gz, PHOTOS"
  })
  void tellsTheManifestsFormatByItsName(String pattern, Format format) {
    Job job = JobFile.parse(WHOLE.replace("photos.csv", '"' + pattern + '"'), "job.yaml");
    assertThat(job.manifest()).isEqualTo(new Files(pattern, format));
  }

  @ParameterizedTest
  @CsvSource({
    "jsonl, JSON_LINES",
    "csv, CSV",
    "list, LIST",
    "inventory, INVENTORY",
    "photos, PHOTOS"
  })
  void takesTheManifestsFormatThatIsWritten(String written, Format format) {
    String manifest = "{path: photos.dat, format: " + written + "}";
    Job job = JobFile.parse(WHOLE.replace("photos.csv", manifest), "job.yaml");
    assertThat(job.manifest()).isEqualTo(new Files("photos.dat", format));
  }

  @Test
  void takesPhotosListedInTheJobItself() {
    Job job = JobFile.parse(WHOLE.replace("photos.csv", "[a.jpg, oss://b/1 2.jpg, 007]"), "j");
    assertThat(job.manifest()).isEqualTo(new Listed(List.of("a.jpg", "oss://b/1 2.jpg", "007")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "夜间目录-2", "a.b_c", "7"})
  void takesNamesOfLettersAndDigits(String name) {
    String yaml = WHOLE.replace("name: shop", "name: " + name);
    assertThat(JobFile.parse(yaml, "job.yaml").name()).isEqualTo(name);
  }

  @Test
  void readsAFileThatBeginsWithAByteOrderMark() {
    assertThat(JobFile.parse("\uFEFF" + WHOLE, "j")).isEqualTo(JobFile.parse(WHOLE, "j"));
  }

  static Stream<Arguments> wrongJobs() {
    return Stream.of(
        edited(
            "recipe:",
            "recipie:",
            "Expected one of name, manifest, recipe, output in the job file but was \"recipie\";"
                + " did you mean \"recipe\"? (job.yaml:3)"),
        edited(
            "name: shop\n",
            "name: shop\ncolour: red\n",
            "Expected one of name, manifest, recipe, output in the job file but was \"colour\""
                + " (job.yaml:2)"),
        edited(
            "  tables: out",
            "  table: out",
            "Expected tables in output but was \"table\"; did you mean \"tables\"? (job.yaml:6)"),
        edited("name: shop\n", "", "Expected name in the job file but was nothing (job.yaml:1)"),
        edited("name: shop", "name:", "Expected name in the job file but was nothing (job.yaml:1)"),
        edited(
            "name: shop",
            "name: out/of place",
            "Expected at most 63 letters, digits, dots, dashes and underscores for name but was"
                + " out/of place (job.yaml:1)"),
        edited(
            "  tables: out",
            "  tables: ''",
            "Expected a folder for output.tables but was blank (job.yaml:6)"),
        edited(
            "  tables: out",
            "  tables: [out]",
            "Expected a folder for output.tables but was a list (job.yaml:6)"),
        edited(
            "\n  tables: out",
            " out",
            "Expected a map with tables for output but was out (job.yaml:5)"),
        edited(
            "photos.csv",
            "{format: csv}",
            "Expected path in manifest but was nothing (job.yaml:2)"),
        edited(
            "photos.csv",
            "{path: a, format: xml}",
            "Expected one of csv, inventory, jsonl, list, photos for manifest.format but was xml"
                + " (job.yaml:2)"),
        edited(
            "photos.csv",
            "{path: a, format: json}",
            "Expected one of csv, inventory, jsonl, list, photos for manifest.format but was json; did you"
                + " mean \"jsonl\"? (job.yaml:2)"),
        edited(
            "photos.csv",
            "[]",
            "Expected at least one photo in manifest but was an empty list (job.yaml:2)"),
        edited(
            "photos.csv",
            "[a.jpg,\n  {uri: b.jpg}]",
            "Expected the URI of a photo for manifest but was a map (job.yaml:3)"),
        edited(
            "photos.csv",
            "photos/",
            "Expected a manifest file or a glob of photos such as photos/*.jpg for manifest but"
                + " was photos/ (job.yaml:2)"),
        edited(
            "\noutput:",
            "\nname: twice\noutput:",
            "Expected the key \"name\" once but was there again, first on line 1 (job.yaml:5)"),
        edited(
            "name: shop",
            "[1]: shop",
            "Expected names for keys in the job file but was a list or a map (job.yaml:1)"),
        edited(
            "\noutput:",
            "\naccess_key_secret: xyzzy\noutput:",
            "Expected no credentials in the job file but was the key \"access_key_secret\"; they"
                + " come from the variables ALIBABA_CLOUD_ACCESS_KEY_ID and"
                + " ALIBABA_CLOUD_ACCESS_KEY_SECRET, or from the file that credentials.file names"
                + " in the conf file (job.yaml:5)"));
  }

  @ParameterizedTest
  @MethodSource("wrongJobs")
  void saysWhatIsWrongAndWhere(String yaml, String message) {
    assertThatThrownBy(() -> JobFile.parse(yaml, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "# nothing but a comment\n", "---\n", "~"})
  void refusesAnEmptyFile(String yaml) {
    assertThatThrownBy(() -> JobFile.parse(yaml, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage("Expected settings in the job file but was an empty file (job.yaml:1)");
  }

  @Test
  void refusesTextThatIsNoMap() {
    assertThatThrownBy(() -> JobFile.parse("hello", "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(
            "Expected a map with name, manifest, recipe, output for the job file but was hello"
                + " (job.yaml:1)");
  }

  static Stream<Arguments> noYaml() {
    String aliases =
        "a: &a [1]\nb: [" + IntStream.range(0, 60).mapToObj(i -> "*a").collect(joined()) + "]";
    return Stream.of(
        Arguments.of(
            "name: shop\nmanifest: a: b",
            "Expected YAML for the job file but was not: mapping values are not allowed here"
                + " (job.yaml:2)"),
        Arguments.of(
            "name: shop\n---\nname: shop",
            "Expected YAML for the job file but was not: expected a single document in the stream,"
                + " but found another document (job.yaml:2)"),
        Arguments.of(
            "name: shop\nmanifest: \u0007",
            "Expected YAML for the job file but was not: it holds the character U+0007"
                + " (job.yaml:2)"),
        Arguments.of(
            aliases,
            "Expected YAML for the job file but was not: Number of aliases for non-scalar nodes"
                + " exceeds the specified max=50 (job.yaml:1)"),
        Arguments.of(
            "[".repeat(10_000),
            "Expected YAML for the job file but was not: Nesting Depth exceeded max 50"
                + " (job.yaml:1)"));
  }

  @ParameterizedTest
  @MethodSource("noYaml")
  void refusesWhatIsNotYamlOrTooDeep(String text, String message) {
    assertThatThrownBy(() -> JobFile.parse(text, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
  }

  @Test
  void keepsTheFileNameForMessages(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("夜 间.yaml");
    java.nio.file.Files.writeString(file, WHOLE);
    assertThat(JobFile.read(file).source()).isEqualTo(file.toString());
    java.nio.file.Files.writeString(file, "nam: x");
    assertThatThrownBy(() -> JobFile.read(file))
        .hasMessage(
            "Expected one of name, manifest, recipe, output in the job file but was \"nam\"; did"
                + " you mean \"name\"? ("
                + file
                + ":1)");
  }

  @Test
  void refusesFilesThatCannotBeRead(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> JobFile.read(missing))
        .isInstanceOf(JobProblem.class)
        .hasMessage("Expected the job file at " + missing + " but was nothing");
    assertThatThrownBy(() -> JobFile.read(folder))
        .isInstanceOf(JobProblem.class)
        .hasMessage("Expected the job file at " + folder + " but was a folder");
    Path latin = folder.resolve("latin.yaml");
    java.nio.file.Files.write(latin, "name: Käse".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> JobFile.read(latin))
        .isInstanceOf(JobProblem.class)
        .hasMessage("Expected UTF-8 text for the job file but was other bytes (" + latin + ")");
    Path large = folder.resolve("large.yaml");
    java.nio.file.Files.writeString(large, " ".repeat(4 * 1024 * 1024));
    assertThatThrownBy(() -> JobFile.read(large))
        .isInstanceOf(JobProblem.class)
        .hasMessage("Expected at most 3 MB for the job file but was 4 MB (" + large + ")");
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  private static Arguments edited(String from, String to, String message) {
    String edited = WHOLE.replace(from, to);
    assertThat(edited).isNotEqualTo(WHOLE);
    return Arguments.of(edited, message);
  }
}
