package darkroom.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Action;
import darkroom.action.ByteSize;
import darkroom.job.Conf;
import darkroom.job.ConfFile;
import darkroom.job.Job;
import darkroom.job.JobFile;
import darkroom.ledger.Entry;
import darkroom.ledger.Ledger;
import darkroom.ledger.Recalled;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.Identity;
import darkroom.photo.PhotoHeaders;
import darkroom.report.Progress;
import darkroom.studio.ApiFaults;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.bucket.BucketCall;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import darkroom.studio.http.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Photos that a lane walks through a recipe on a studio of its own, over HTTP. */
final class Workbench implements AutoCloseable {
  private static final String STAGING = "photos";
  private static final String SCRIPTED = "/scripted/";

  private final Path folder;
  private final Studio studio;
  private final StringBuilder manifest = new StringBuilder();
  private String output = "";
  private String conf = "";

  private Workbench(Path folder, Studio studio) {
    this.folder = folder;
    this.studio = studio;
  }

  static Workbench in(Path folder) {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    return new Workbench(
        folder,
        Studio.start(
            StudioSettings.standard(folder.resolve("studio"))
                .withQuota(new CallsPerSecond(1_000))));
  }

  Studio studio() {
    return studio;
  }

  /** A file beside the manifest. */
  Workbench file(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return this;
  }

  /**
   * A photo in the manifest.
   *
   * @param fields more of its row, as JSON, such as {@code "do": "crop"}
   */
  Workbench photo(String name, byte[] bytes, String... fields) throws IOException {
    return file(name, bytes).row(name, fields);
  }

  /** A row of the manifest, whose id is the file's name without its ending. */
  Workbench row(String name, String... fields) {
    return row(name, name.replaceFirst("\\.[a-z]+$", ""), fields);
  }

  Workbench row(String name, String id, String[] fields) {
    List<String> all =
        new ArrayList<>(List.of("\"id\": \"" + id + "\"", "\"uri\": \"" + name + "\""));
    all.addAll(List.of(fields));
    manifest.append('{').append(String.join(", ", all)).append("}\n");
    return this;
  }

  /** More lines of the job's output section. */
  Workbench output(String lines) {
    output = lines.indent(2);
    return this;
  }

  /** More sections of the conf. */
  Workbench conf(String sections) {
    conf = sections;
    return this;
  }

  /** Lets the API answer calls of an action with this data, without any work. */
  Workbench answers(Action action, String data) {
    return answersWhole(
        action, "{\"RequestId\": \"SCRIPTED-" + action + "\", \"Data\": " + data + "}");
  }

  /** Lets the API answer calls of an action with this JSON. */
  Workbench answersWhole(Action action, String json) {
    return befalls(action, Long.MAX_VALUE, answer(json));
  }

  static Fault answer(String json) {
    return Fault.answered(() -> Response.of(200, "application/json", json.getBytes(UTF_8)));
  }

  Workbench befalls(Action action, long times, Fault fault) {
    studio.apiFaults().add(FaultRule.next(times, fault).on(ApiFaults.calls(action)));
    return this;
  }

  /** A link that leads to these bytes. */
  String link(String name, byte[] bytes) {
    return link(name, Fault.answered(() -> Response.of(200, "image/png", bytes)));
  }

  /** A link that leads to this. */
  String link(String name, Fault fault) {
    String path = SCRIPTED + name;
    FaultRule rule = FaultRule.next(Long.MAX_VALUE, fault);
    studio.bucketFaults().add(rule.on(request -> request.rawPath().equals(path)));
    return studio.endpoint() + path;
  }

  /** Pictures that were sent to the staging bucket so far. */
  long staged() {
    return studio.bucketCounts().of(BucketCall.PUT_OBJECT, STAGING);
  }

  /** Calls that were paid for so far. */
  long billed() {
    return studio.counts().billed().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Walks all photos of the manifest that have a readable header; each must come to one outcome.
   *
   * @param recipe the job's lines on it, such as {@code recipe: [{ColorizeImage: {}}]}
   * @return by the photo's id
   */
  Map<String, Outcome> walk(String recipe) throws IOException, InterruptedException {
    Job job = job(recipe);
    RunSettings settings =
        new RunSettings(job, conf(), UUID.randomUUID().toString(), "none", Instant.now());
    List<RecalledPhoto> photos = photos(Ledger.in(job.output().ledger()));
    List<Outcome> outcomes = new ArrayList<>();
    try (Progress progress = Progress.of(settings.runId());
        LaneEquipment equipment = LaneEquipment.of(settings, 0)) {
      equipment.lane().walk(photos.iterator(), outcomes::add);
    }
    Map<String, Outcome> byId = new TreeMap<>();
    outcomes.forEach(o -> byId.put(o.photo().id(), o));
    assertThat(outcomes).as("one outcome a photo").hasSize(photos.size()).hasSize(byId.size());
    return byId;
  }

  Job job(String recipe) {
    return JobFile.parse(
        """
        name: bench
        manifest: '%1$s/manifest.jsonl'
        %2$s
        output:
          images: '%1$s/images/{id}-{step}.{ext}'
          tables: '%1$s/tables'
        %3$s
        """
            .formatted(folder, recipe.strip(), output),
        "job.yaml");
  }

  private Conf conf() {
    return ConfFile.parse(
        """
        api: {endpoint: %1$s}
        credentials: {source: studio}
        staging: {endpoint: %1$s, bucket: photos}
        quota: {calls_per_second: 200}
        retry: {deadline: 4 minutes, call_timeout: 2 minutes, longest_backoff: 1s, budget: 1}
        %2$s
        """
            .formatted(studio.endpoint(), conf),
        "conf.yaml");
  }

  private List<RecalledPhoto> photos(Ledger ledger) throws IOException {
    List<RecalledPhoto> photos = new ArrayList<>();
    ManifestParser.jsonLines()
        .parse(
            new BufferedReader(new StringReader(manifest.toString())),
            new ManifestFile(folder + "/manifest.jsonl"),
            new ManifestParser.Sink() {
              @Override
              public void photo(Photo photo) {
                photos.add(recalled(photo, ledger));
              }

              @Override
              public void badLine(Line line, String text, String code, String message) {
                throw new AssertionError(message);
              }
            });
    return photos;
  }

  private static RecalledPhoto recalled(Photo photo, Ledger ledger) {
    try {
      byte[] file = Files.readAllBytes(Path.of(photo.location()));
      Identity identity = Identity.ofBytes(file);
      List<Entry> entries =
          ledger.recall(Ledger.share(identity.value())).stream()
              .filter(e -> e.photo().equals(identity.value()))
              .toList();
      Readable reading = (Readable) PhotoHeaders.read(file);
      return new RecalledPhoto(
          new InspectedPhoto(photo, identity, ByteSize.bytes(file.length), reading.header()),
          new Recalled(entries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path image(String name) {
    return folder.resolve("images").resolve(name);
  }

  /** The names of all that was written to the output. */
  List<String> written() throws IOException {
    Path images = folder.resolve("images");
    if (!Files.isDirectory(images)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(images)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> images.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** The one failure of an outcome. */
  static Failure failure(Outcome outcome) {
    assertThat(outcome.failures()).hasSize(1);
    return outcome.failures().get(0);
  }

  @Override
  public void close() {
    studio.close();
  }
}
