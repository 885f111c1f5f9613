package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.Actions;
import darkroom.action.AlphaMode;
import darkroom.action.FitMode;
import darkroom.action.ImageFormat;
import darkroom.action.MetadataMode;
import darkroom.action.Money;
import darkroom.job.ManifestSpec.Files;
import darkroom.job.ManifestSpec.Format;
import darkroom.job.ManifestSpec.Listed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
                Optional.empty(),
                List.of(
                    SampleSteps.score(List.of("AssessSharpness", "AssessExposure"), FitMode.SHRINK),
                    SampleSteps.action(List.of("AssessComposition"), FitMode.REJECT)),
                Output.ofTables("out/score-photos/"),
                Optional.empty(),
                Optional.empty(),
                "job.yaml"));
    assertThat(job.recipe())
        .first()
        .extracting(step -> step.actions())
        .isEqualTo(List.of(Actions.ASSESS_SHARPNESS, Actions.ASSESS_EXPOSURE));
  }

  @Test
  void readsEveryPartOfAJobThatMakesImages() {
    Job job =
        JobFile.parse(
            """
            name: nightly
            manifest: photos/m.csv
            admit: monochrome and width > 100
            recipe:
              - ColorizeImage: {}
            output:
              images: out/{path}/{name}.{ext}
              tables: out/tables
              ledger: out/paid
              metadata: keep-no-gps
              format: webp
              quality: 80
              alpha: flatten
              background: 00ff7f
            budget: 50 CNY
            stop_when: failures > 20%
            """,
            "job.yaml");
    assertThat(job.admit()).contains(When.parse("monochrome and width > 100"));
    assertThat(job.output())
        .isEqualTo(
            new Output(
                "out/tables/",
                Optional.of(
                    new Images(
                        OutputTemplate.parse("out/{path}/{name}.{ext}"),
                        MetadataMode.KEEP_NO_GPS,
                        Optional.of(ImageFormat.WEBP),
                        80,
                        AlphaMode.FLATTEN,
                        "00FF7F")),
                "out/paid/"));
    assertThat(job.budget()).contains(Money.cny("50"));
    assertThat(job.stopWhen()).contains(new StopRule(0.2, 200));
  }

  @Test
  void fillsInWhatAJobLeavesOut() {
    Job job = JobFile.parse(withStep("ColorizeImage: {}", "images: 'o/{id}.{ext}'"), "job.yaml");
    assertThat(job.output())
        .isEqualTo(
            new Output(
                "out/",
                Optional.of(
                    new Images(
                        OutputTemplate.parse("o/{id}.{ext}"),
                        MetadataMode.KEEP,
                        Optional.empty(),
                        92,
                        AlphaMode.KEEP,
                        "FFFFFF")),
                "out/ledger/"));
    assertThat(job.admit()).isEmpty();
    assertThat(job.budget()).isEmpty();
    assertThat(job.stopWhen()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failures > 20% | 0.2 | 200",
        "failures>0.5 % | 0.005 | 200",
        "{failures: 20%, over: 50} | 0.2 | 50",
        "{failures: 0%} | 0 | 200"
      })
  void readsWhenToStop(String rule, double share, int window) {
    assertThat(JobFile.parse(WHOLE + "stop_when: " + rule, "j").stopWhen())
        .contains(new StopRule(share, window));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ColorizeImage: {}\n  - crop: {}|images: 'o/{path}/{name}.{ext}'",
        "GenerateDynamicImage: {Operation: 1}|images: 'o/{id}.{ext}'",
        "RecolorImage: {ColorCount: 3}|images: 'o/{id}.{ext}'",
        "crop: {best: 3}|images: 'o/{id}.{ext}'",
        "ColorizeImage: {}\n    keep: true|images: 'o/{sha}.{ext}'",
        "ColorizeImage: {}\n    keep: true\n  - crop: {}|images: 'o/{step}/{id}.{ext}'"
      })
  void takesATemplateThatTellsAllImagesOfAPhotoApart(String job) {
    String[] parts = job.split("\\|");
    assertThat(JobFile.parse(withStep(parts[0], parts[1]), "job.yaml").output().images())
        .isPresent();
  }

  static Stream<Arguments> wrongOutputs() {
    return Stream.of(
        output(
            "ColorizeImage: {}",
            "format: jpg",
            "Expected images in output, such as out/{path}/{name}.{ext}, for what ColorizeImage"
                + " gives but was nothing (job.yaml:5)"),
        output(
            "AssessSharpness: {}",
            "images: 'o/{id}.{ext}'",
            "Expected nothing for output.images where no step gives an image but was o/{id}.{ext}"
                + " (job.yaml:5)"),
        output(
            "IntelligentComposition: {}",
            "images: 'o/{id}.{ext}'",
            "Expected nothing for output.images where no step gives an image but was o/{id}.{ext}"
                + " (job.yaml:5)"),
        output(
            "AssessSharpness: {}",
            "quality: 80",
            "Expected nothing for output.quality where there is no output.images but was 80"
                + " (job.yaml:5)"),
        output(
            "ColorizeImage: {}",
            "images: 'o/{name}.{ext}'",
            "Expected {path} and {name}, or {id}, or {sha} in output.images, so that no two photos"
                + " share a name, but was o/{name}.{ext} (job.yaml:5)"),
        output(
            "ColorizeImage: {}\n    keep: true\n  - crop: {}",
            "images: 'o/{id}.{ext}'",
            "Expected {step} in output.images, because ColorizeImage and crop write images of the"
                + " same photo, but was o/{id}.{ext} (job.yaml:7)"),
        output(
            "ColorizeImage: {}\n  - GenerateDynamicImage: {Operation: 1}",
            "images: 'o/{id}.{ext}'",
            "Expected {step} in output.images, because ColorizeImage and GenerateDynamicImage write"
                + " images of the same photo, but was o/{id}.{ext} (job.yaml:6)"),
        output(
            "ExtendImageStyle: {StyleUrl: s.jpg}",
            "images: 'o/{id}.{ext}'",
            "Expected {step} in output.images, because ExtendImageStyle and"
                + " ExtendImageStyle-MajorUrl write images of the same photo, but was o/{id}.{ext}"
                + " (job.yaml:5)"),
        output(
            "crop: {best: 2}\n  - ColorizeImage: {}",
            "images: 'o/{id}.{ext}'",
            "Expected {step} in output.images, because crop and ColorizeImage write images of the"
                + " same photo, but was o/{id}.{ext} (job.yaml:6)"),
        output(
            "ColorizeImage: {}",
            "images: 'o/{id}.{ext}', format: gif",
            "Expected one of bmp, jpg, png, tif, webp for output.format but was gif; did you mean"
                + " \"tif\"? (job.yaml:5)"),
        output(
            "ColorizeImage: {}",
            "images: 'o/{id}.{ext}', format: png, quality: 9",
            "Expected nothing for output.quality where output.format is png but was 9"
                + " (job.yaml:5)"),
        output(
            "ColorizeImage: {}",
            "images: 'o/{id}.{ext}', quality: 0",
            "Expected a whole number from 1 to 100 for output.quality but was 0 (job.yaml:5)"),
        output(
            "ColorizeImage: {}",
            "images: 'o/{id}.{ext}', metadata: none",
            "Expected one of keep, keep-no-gps, strip for output.metadata but was none"
                + " (job.yaml:5)"),
        output(
            "ColorizeImage: {}",
            "images: 'o/{id}.{ext}', background: white",
            "Expected six hexadecimal digits such as FFFFFF for output.background but was white"
                + " (job.yaml:5)"));
  }

  private static Arguments output(String step, String output, String message) {
    return Arguments.of(withStep(step, output), message);
  }

  private static String withStep(String step, String output) {
    return "name: shop\nmanifest: m.csv\nrecipe:\n  - "
        + step
        + "\noutput: {tables: out, "
        + output
        + "}\n";
  }

  @ParameterizedTest
  @MethodSource("wrongOutputs")
  void saysWhatIsWrongWithTheOutput(String yaml, String message) {
    assertThatThrownBy(() -> JobFile.parse(yaml, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "budget: 50 | Expected an amount such as 50 CNY for budget but was 50 (job.yaml:7)",
        "budget: 0 CNY | Expected an amount such as 50 CNY for budget but was 0 CNY (job.yaml:7)",
        "budget: 9 USD | Expected an amount such as 50 CNY for budget but was 9 USD (job.yaml:7)",
        "stop_when: failures > 100% | Expected a rule such as failures > 20% or {failures: 20%,"
            + " over: 200} for stop_when but was failures > 100% (job.yaml:7)",
        "stop_when: {failures: 0.2} | Expected a share below 100% such as 20% for"
            + " stop_when.failures but was 0.2 (job.yaml:7)",
        "stop_when: {over: 10} | Expected failures in stop_when but was nothing (job.yaml:7)",
        "stop_when: {failures: 5%, over: 0} | Expected a whole number from 1 to 100000 for"
            + " stop_when.over but was 0 (job.yaml:7)",
        "admit: sharpness < 0.3 | Expected no score in admit, which is asked before the first step,"
            + " but was sharpness (job.yaml:7)",
        "admit: monochrom | Expected one of composition, exposure, sharpness, width, height,"
            + " megapixels, bytes, format, channels, orientation, monochrome, field.NAME in admit"
            + " but was \"monochrom\" at character 1; did you mean \"monochrome\"? (job.yaml:7)"
      })
  void saysWhatIsWrongWithItsLimits(String line, String message) {
    assertThatThrownBy(() -> JobFile.parse(WHOLE + line, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
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
            "Expected one of name, manifest, admit, recipe, output, budget, stop_when in the job"
                + " file but was \"recipie\"; did you mean \"recipe\"? (job.yaml:3)"),
        edited(
            "name: shop\n",
            "name: shop\ncolour: red\n",
            "Expected one of name, manifest, admit, recipe, output, budget, stop_when in the job"
                + " file but was \"colour\" (job.yaml:2)"),
        edited(
            "  tables: out",
            "  table: out",
            "Expected one of images, tables, ledger, metadata, format, quality, alpha, background"
                + " in output but was \"table\"; did you mean \"tables\"? (job.yaml:6)"),
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
            "Expected a map with images, tables, ledger, metadata, format, quality, alpha,"
                + " background for output but was out (job.yaml:5)"),
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
            "Expected a map with name, manifest, admit, recipe, output, budget, stop_when for the"
                + " job file but was hello (job.yaml:1)");
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
            "Expected one of name, manifest, admit, recipe, output, budget, stop_when in the job"
                + " file but was \"nam\"; did you mean \"name\"? ("
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
