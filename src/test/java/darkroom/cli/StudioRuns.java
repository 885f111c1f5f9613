package darkroom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Money;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Runs jobs over small photos against a studio apart, which counts what it bills. */
final class StudioRuns implements AutoCloseable {
  static final String SCORES = "  - score: [AssessSharpness, AssessExposure]\n";
  static final String RESIZING = "  - ChangeImageSize: {Width: 60, Height: 60}\n";

  private final Path folder;
  private final Studio studio;
  private int lanes = 1;
  private int inFlight = 64;
  private String deadline = "4m";

  StudioRuns(Path folder, UnaryOperator<StudioSettings> changes) {
    this.folder = folder;
    this.studio =
        Studio.start(
            changes.apply(
                StudioSettings.standard(folder.resolve("studio"))
                    .withQuota(new CallsPerSecond(1_000))));
  }

  Studio studio() {
    return studio;
  }

  StudioRuns withLanes(int count) {
    lanes = count;
    return this;
  }

  StudioRuns withInFlight(int photos) {
    inFlight = photos;
    return this;
  }

  StudioRuns withDeadline(String changed) {
    deadline = changed;
    return this;
  }

  /** Writes so many photos and answers their locations. */
  List<String> photos(int count) throws IOException {
    Path photos = SmallPhotos.write(folder.resolve("photos"), count, 96, 80);
    return IntStream.range(0, count).mapToObj(i -> photos.resolve(i + ".jpg").toString()).toList();
  }

  /** Copies a photo and answers the copy's location. */
  String copy(String photo, String name) throws IOException {
    return Files.copy(Path.of(photo), folder.resolve("photos").resolve(name)).toString();
  }

  /** A job's file and the conf's, over these photos, each named by its place in the list. */
  List<String> files(String recipe, String limits, List<String> photos) throws IOException {
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < photos.size(); i++) {
      manifest.append("{\"id\": \"%d\", \"uri\": \"%s\"}%n".formatted(i, photos.get(i)));
    }
    Files.writeString(folder.resolve("manifest.jsonl"), manifest);
    boolean makesImages = recipe.contains("Image");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: test
            manifest: '%s'
            recipe:
            %soutput:
              tables: %s
            %s%s"""
                .formatted(
                    folder.resolve("manifest.jsonl"),
                    recipe,
                    folder.resolve("tables"),
                    makesImages ? "  images: '" + images() + "/{id}-{step}.{ext}'\n" : "",
                    limits));
    Path conf = ScoringFiles.conf(folder, studio.endpoint(), 200);
    Files.writeString(
        conf,
        Files.readString(conf)
            + """
            lanes:
              count: %1$d
              in_flight: %2$d
            retry:
              deadline: %3$s
              call_timeout: %3$s
              longest_backoff: 1s
              budget: 0.5
            """
                .formatted(lanes, inFlight, deadline));
    return List.of(job.toString(), conf.toString());
  }

  CommandLine run(String recipe, String limits, List<String> photos, String... options)
      throws IOException {
    List<String> files = files(recipe, limits, photos);
    String[] arguments = new String[options.length + 4];
    arguments[0] = "run";
    arguments[1] = files.get(0);
    arguments[2] = "--conf";
    arguments[3] = files.get(1);
    System.arraycopy(options, 0, arguments, 4, options.length);
    return CommandLine.run(arguments);
  }

  Path images() {
    return folder.resolve("images");
  }

  Path ledger() {
    return folder.resolve("tables").resolve("ledger");
  }

  /** Calls that the studio has billed. */
  long billed() {
    return sum(studio.counts().billed());
  }

  /** What they cost at list prices. */
  Money cost() {
    Money cost = Money.ZERO;
    for (Map.Entry<String, Long> billed : studio.counts().billed().entrySet()) {
      Action action = Actions.named(billed.getKey()).orElseThrow();
      cost = cost.plus(action.price().list().times(billed.getValue()));
    }
    return cost;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What a summary tells of all actions together. */
  static long sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum;
  }

  @Override
  public void close() {
    studio.close();
  }
}
