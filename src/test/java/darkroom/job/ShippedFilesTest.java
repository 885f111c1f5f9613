package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.account.KeySource;
import darkroom.action.FitMode;
import darkroom.action.Rate;
import darkroom.job.ManifestSpec.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code conf/} and {@code pipelines/}. */
class ShippedFilesTest {
  private static final Path CONFS = Path.of("conf");
  private static final Path PIPELINES = Path.of("pipelines");
  private static final Path SAMPLES = PIPELINES.resolve("samples");

  static List<Path> confs() throws IOException {
    return yamlFiles(CONFS);
  }

  static List<Path> jobs() throws IOException {
    return yamlFiles(PIPELINES);
  }

  @ParameterizedTest
  @MethodSource("confs")
  void everyConfIsReadAndTravelsToWorkers(Path file) throws Exception {
    Conf conf = ConfFile.read(file);
    assertThat(travelled(conf)).isEqualTo(conf);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobIsReadAndTravelsToWorkers(Path file) throws Exception {
    Job job = JobFile.read(file);
    assertThat(travelled(job)).isEqualTo(job);
    assertThat(job.source()).isEqualTo(file.toString());
  }

  @ParameterizedTest
  @MethodSource("confs")
  void noConfRepeatsADefault(Path file) throws IOException {
    assertEveryLineMatters(Files.readString(file));
  }

  private static void assertEveryLineMatters(String text) {
    List<String> lines = text.lines().toList();
    Object whole = meaning(text);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(" +[A-Za-z_]+: .+")) {
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(i);
        assertThat(meaning(String.join("\n", fewer))).as(lines.get(i)).isNotEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("confs")
  void everyCommentedKeyOfAConfCanBeUsedAndRepeatsNoDefault(Path file) throws IOException {
    String text = Files.readString(file);
    String used = text.replaceAll("(?m)^( *)# ( *[A-Za-z0-9_]+:( .*)?)$", "$1$2");
    used = used.replace("source: environment", "source: file");
    Conf conf = ConfFile.parse(used, "uncommented " + file);
    if (!used.equals(text)) {
      assertThat(conf).isNotEqualTo(ConfFile.read(file));
      assertEveryLineMatters(used);
    }
  }

  @Test
  void withoutAConfItIsAsInLocal() {
    assertThat(ConfFile.embedded()).isEqualTo(ConfFile.read(CONFS.resolve("local.yaml")));
  }

  @Test
  void aliyunNamesTheCloudAndItsOwnQuota() {
    Conf conf = ConfFile.read(CONFS.resolve("aliyun.yaml"));
    assertThat(conf.studio()).isEmpty();
    assertThat(conf.api().uri()).hasToString("https://imageenhan.cn-shanghai.aliyuncs.com");
    assertThat(conf.credentials()).isEqualTo(new KeySource.Environment());
    assertThat(conf.quota().calls()).isEqualTo(new Rate(2));
  }

  @Test
  void scorePhotosScoresTheSamplesByAllThree() {
    Job job = JobFile.read(PIPELINES.resolve("score-photos.yaml"));
    assertThat(job.manifest())
        .isEqualTo(new ManifestSpec.Files("pipelines/samples/manifest.jsonl", Format.JSON_LINES));
    assertThat(job.recipe())
        .containsExactly(
            SampleSteps.score(
                List.of("AssessSharpness", "AssessExposure", "AssessComposition"), FitMode.SHRINK));
    assertThat(job.output()).isEqualTo(Output.ofTables("out/score-photos/"));
  }

  @Test
  void theManifestAndTheLicencesNameEverySamplePhoto() throws IOException {
    List<String> photos =
        list(SAMPLES)
            .filter(p -> p.getParent().equals(SAMPLES))
            .map(p -> p.getFileName().toString())
            .filter(n -> n.matches(".*\\.(png|jpg)"))
            .sorted()
            .toList();
    ObjectMapper json = new ObjectMapper();
    List<String> uris = new ArrayList<>();
    for (String line : Files.readAllLines(SAMPLES.resolve("manifest.jsonl"))) {
      uris.add(json.readTree(line).get("uri").asText());
    }
    assertThat(photos).hasSize(6);
    assertThat(uris).isEqualTo(photos);
    String readme = Files.readString(SAMPLES.resolve("README.md"));
    assertThat(photos).allSatisfy(photo -> assertThat(readme).contains("| " + photo + " |"));
  }

  private static Object meaning(String conf) {
    try {
      return ConfFile.parse(conf, "fewer lines");
    } catch (JobProblem e) {
      return e.getMessage();
    }
  }

  private static Object travelled(Object sent) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  private static List<Path> yamlFiles(Path folder) throws IOException {
    List<Path> files = list(folder).filter(p -> p.toString().endsWith(".yaml")).sorted().toList();
    assertThat(files).isNotEmpty();
    return files;
  }

  private static Stream<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    }
  }
}
