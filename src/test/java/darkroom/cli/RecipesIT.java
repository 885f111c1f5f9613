package darkroom.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.GpsDirectory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.ImageFormat;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.MetadataFixtures;
import darkroom.photo.Orientation;
import darkroom.photo.PhotoHeader;
import darkroom.photo.PhotoHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jobs that are shipped, as they are, on copies of the sample photos: as planned, and again on
 * the other runner for nothing.
 */
class RecipesIT {
  private static final String SAMPLES = "pipelines/samples";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @BeforeEach
  void copySamples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(SAMPLES))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve("samples").resolve(Path.of(SAMPLES).relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void theNightlyCatalogMakesSquareMarkedPhotosOfAll() throws IOException {
    Path samples = folder.resolve("samples");
    Files.write(
        samples.resolve("camera.jpg"),
        MetadataFixtures.photo(ImageFormat.JPEG, Orientation.TURN_RIGHT));
    Files.writeString(
        samples.resolve("manifest.jsonl"),
        """
        {"id": "from-a-camera", "uri": "camera.jpg", "price": {"eur": [9, 99]}, "note": null}
        {"id": "rocket", "uri": "rocket.jpg"}
        {"id": "again", "uri": "../samples/rocket.jpg"}
        {"id": "chelsea", "uri": "chelsea.png"}
        """);

    CommandLine first = run("nightly-catalog", "DirectRunner");

    assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(ExitCode.SOME_FAILED);
    Map<String, JsonNode> rows = byId(first.rows());
    assertThat(rows.values())
        .extracting(r -> r.path("id").asText(), r -> r.path("status").asText())
        .containsExactly(
            tuple("again", "rejected"),
            tuple("chelsea", "done"),
            tuple("from-a-camera", "done"),
            tuple("rocket", "done"));
    assertThat(first.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.path("code").asText()).isEqualTo("OutputNameTaken");
              assertThat(failure.path("message").asText()).startsWith("Expected ");
              assertThat(failure.path("billed").asText()).isEqualTo("no");
            });
    assertThat(written("nightly-catalog"))
        .containsExactly("camera.jpg", "chelsea.jpg", "rocket.jpg");
    for (String name : written("nightly-catalog")) {
      PhotoHeader header = header(image("nightly-catalog", name));
      assertThat(header.format()).isEqualTo(ImageFormat.JPEG);
      assertThat(List.of(header.width(), header.height())).containsExactly(800, 800);
      assertThat(header.orientation()).isEqualTo(Orientation.UPRIGHT);
    }
    assertThat(rows.get("rocket").path("results").asText())
        .contains("RetainLocation", "\"Width\":");
    List<JsonNode> images = lines(folder.resolve("out/nightly-catalog/images.jsonl"));
    assertThat(images)
        .hasSize(3)
        .allSatisfy(
            row -> {
              String file = Files.readString(Path.of(row.path("image").asText()), ISO_8859_1);
              assertThat(row.path("actions").asText().split("; ")).hasSizeBetween(3, 4);
              for (String action : row.path("actions").asText().split("; ")) {
                String requestId = action.substring(action.lastIndexOf(' ') + 1);
                assertThat(file).as("the XMP of %s", row).contains(requestId);
                assertThat(rows.get(row.path("id").asText()).path("request_ids").asText())
                    .contains(requestId);
              }
            });
    Path camera = image("nightly-catalog", "camera.jpg");
    assertThat(Files.readString(camera, ISO_8859_1))
        .contains("Darkroom Cameras", "2021:03:04 05:06:07", "A. Photographer")
        .doesNotContain("GPSLatitude");
    assertThat(metadata(camera).getDirectoriesOfType(GpsDirectory.class)).isEmpty();
    comesAgainForNothing("nightly-catalog", "FlinkRunner");
  }

  @Test
  void everyActionHasSomethingToShow() throws IOException {
    CommandLine run = run("every-action", "FlinkRunner");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    Map<String, JsonNode> rows = byId(run.rows());
    assertThat(rows.values()).hasSize(16).allMatch(r -> r.path("status").asText().equals("done"));
    assertThat(run.summary().path("billed").size()).isEqualTo(18);
    assertThat(run.summary().path("images").asInt()).isEqualTo(19);
    assertThat(rows.get("compose").path("results").asText()).contains("\"MinX\"", "\"crop\"");
    assertThat(rows.get("resize").path("results").asText()).contains("RetainLocation");
    assertThat(written("every-action"))
        .containsExactly(
            "colorize-ColorizeImage.png",
            "colour-EnhanceImageColor.png",
            "compose-crop.jpg",
            "enlarge-MakeSuperResolutionImage.png",
            "erase-ErasePerson.png",
            "hide-logo-ImageBlindPicWatermark-2.png",
            "hide-logo-ImageBlindPicWatermark.png",
            "hide-text-ImageBlindCharacterWatermark-2.png",
            "hide-text-ImageBlindCharacterWatermark.png",
            "imitate-ImitatePhotoStyle.png",
            "move-GenerateDynamicImage.avi",
            "move-GenerateDynamicImage.avi.xmp",
            "recolor-RecolorImage-1.png",
            "recolor-RecolorImage-2.png",
            "recolor-RecolorImage-3.png",
            "recolor-hd-RecolorHDImage.png",
            "resize-ChangeImageSize.png",
            "style-ExtendImageStyle.png",
            "subtitles-RemoveImageSubtitles.png",
            "watermark-RemoveImageWatermark.png");
    PhotoHeader resized = header(image("every-action", "resize-ChangeImageSize.png"));
    assertThat(List.of(resized.width(), resized.height())).containsExactly(600, 800);
    comesAgainForNothing("every-action", "DirectRunner");
  }

  @Test
  void theArchiveIsColouredAndItsColourPhotosAreSkipped() throws IOException {
    CommandLine run = run("archive-colorize", "DirectRunner");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(byId(run.rows()).values())
        .extracting(r -> r.path("id").asText(), r -> r.path("status").asText())
        .containsExactly(
            tuple("camera", "done"), tuple("coffee-sepia", "done"), tuple("rocket", "skipped"));
    assertThat(written("archive-colorize"))
        .containsExactly(
            "camera-ColorizeImage.jpg",
            "camera-MakeSuperResolutionImage.jpg",
            "edit/coffee-sepia-ColorizeImage.jpg",
            "edit/coffee-sepia-MakeSuperResolutionImage.jpg");
    PhotoHeader large = header(image("archive-colorize", "camera-MakeSuperResolutionImage.jpg"));
    assertThat(List.of(large.width(), large.height())).containsExactly(1024, 1024);
    comesAgainForNothing("archive-colorize", "FlinkRunner");
  }

  private static Metadata metadata(Path file) throws IOException {
    try {
      return ImageMetadataReader.readMetadata(file.toFile());
    } catch (ImageProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private CommandLine run(String name, String runner) throws IOException {
    Path job = folder.resolve(name + ".yaml");
    Files.writeString(
        job,
        Files.readString(Path.of("pipelines", name + ".yaml"))
            .replace(SAMPLES, folder.resolve("samples").toString())
            .replace(": out/", ": " + folder.resolve("out") + "/"));
    Path conf = folder.resolve("conf.yaml");
    Files.writeString(
        conf,
        """
        api: {endpoint: studio}
        quota: {calls_per_second: 200}
        retry: {deadline: 9 minutes, call_timeout: 4 minutes}
        """);
    return PlannedRun.of(job, "--conf=" + conf, "--runner=" + runner);
  }

  private void comesAgainForNothing(String name, String runner) throws IOException {
    Map<String, byte[]> written = files(name);

    CommandLine again =
        PlannedRun.run(
            folder.resolve(name + ".yaml"),
            "--conf=" + folder.resolve("conf.yaml"),
            "--runner=" + runner);

    assertThat(again.summary().path("cost_cny").decimalValue()).isEqualByComparingTo("0");
    assertThat(again.summary().path("calls").toString()).isEqualTo("{}");
    assertThat(files(name)).containsExactlyEntriesOf(written);
  }

  private Path image(String job, String name) {
    return folder.resolve("out").resolve(job).resolve("images").resolve(name);
  }

  private List<String> written(String job) throws IOException {
    Path images = image(job, "");
    try (Stream<Path> files = Files.walk(images)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> images.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private Map<String, byte[]> files(String job) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : written(job)) {
      files.put(name, Files.readAllBytes(image(job, name)));
    }
    return files;
  }

  private static PhotoHeader header(Path file) throws IOException {
    return ((Readable) PhotoHeaders.read(Files.readAllBytes(file))).header();
  }

  private static List<JsonNode> lines(Path table) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table, UTF_8)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static Map<String, JsonNode> byId(List<JsonNode> rows) {
    Map<String, JsonNode> byId = new TreeMap<>();
    for (JsonNode row : rows) {
      assertThat(byId.put(row.path("id").asText(), row)).as("rows of one id").isNull();
    }
    return byId;
  }
}
