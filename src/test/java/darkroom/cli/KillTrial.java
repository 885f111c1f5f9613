package darkroom.cli;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.ledger.Entry;
import darkroom.ledger.Ledger;
import darkroom.ledger.PaidCall;
import darkroom.ledger.SubmittedJob;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioCounts;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.Delay;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A job of edits and scores that is killed while it runs and run again until it is done, against a
 * studio that lives on; and the same job undisturbed, to compare.
 */
public final class KillTrial implements AutoCloseable {
  private static final Set<Action> ANSWERED_AT_ONCE =
      Set.of(Actions.ASSESS_SHARPNESS, Actions.ASSESS_EXPOSURE, Actions.CHANGE_IMAGE_SIZE);
  private static final Action SUBMITTED = Actions.RECOLOR_HD_IMAGE;

  /** Photos that a run works on at once; each has two calls under way at most. */
  static final int IN_FLIGHT = 16;

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Set<String> FLEETING = Set.of("time", "request_ids", "calls", "cost_cny");

  private final Path folder;
  private final int photos;
  private final String runner;
  private final Studio studio;
  private final Path conf;

  private KillTrial(Path folder, int photos, String runner) throws IOException {
    this.folder = folder;
    this.photos = photos;
    this.runner = runner;
    Path written = SmallPhotos.write(folder.resolve("photos"), photos, 160, 120);
    Files.copy(written.resolve("0.jpg"), written.resolve(photos + ".jpg"));
    Files.writeString(
        folder.resolve("manifest.jsonl"),
        IntStream.rangeClosed(0, photos)
            .mapToObj("{\"id\": \"%1$d\", \"uri\": \"photos/%1$d.jpg\"}\n"::formatted)
            .collect(Collectors.joining()));
    this.studio =
        Studio.start(
            StudioSettings.standard(folder.resolve("studio"))
                .withQuota(new CallsPerSecond(1_000))
                .withJobLatency(Delay.between(Duration.ofMillis(200), Duration.ofMillis(2_000))));
    this.conf = ScoringFiles.conf(folder, studio.endpoint(), 50);
    Files.writeString(conf, Files.readString(conf) + "lanes:\n  in_flight: " + IN_FLIGHT + "\n");
  }

  /** A job over so many photos and one copy. */
  public static KillTrial of(Path folder, int photos, String runner) throws IOException {
    return new KillTrial(Files.createDirectories(folder), photos, runner);
  }

  /**
   * What came of a trial.
   *
   * @param runs of the disturbed job, its last one included
   * @param billed calls that were answered at once
   * @param unrecorded of those calls, at the kills: billed, and not in the ledger
   * @param mostUnrecorded of them at one kill
   * @param submitted jobs
   * @param unrecordedJobs at the kills
   */
  public record Result(
      int kills,
      int runs,
      long billedUndisturbed,
      long billed,
      long unrecorded,
      long mostUnrecorded,
      long submittedUndisturbed,
      long submitted,
      long unrecordedJobs,
      List<String> lost) {

    /** Paid more often than undisturbed. */
    public long extra() {
      return billed - billedUndisturbed;
    }

    /** Submitted more often than undisturbed. */
    public long extraJobs() {
      return submitted - submittedUndisturbed;
    }
  }

  /** What the studio has counted and a ledger holds. */
  private record Counts(long calls, long billed, long submitted, long recorded, long jobs) {
    Counts since(Counts start) {
      return new Counts(
          calls - start.calls, billed - start.billed, submitted - start.submitted, recorded, jobs);
    }

    long unrecorded() {
      return billed - recorded;
    }

    long unrecordedJobs() {
      return submitted - jobs;
    }
  }

  /** Runs the job undisturbed, then killed at random points, then to its end. */
  public Result run(int kills, long seed) throws Exception {
    Counts start = counts("undisturbed");
    toEnd("undisturbed");
    Counts undisturbed = counts("undisturbed").since(start);
    Random random = new Random(seed);
    start = counts("killed");
    long unrecorded = 0;
    long most = 0;
    int killed = 0;
    int runs = 0;
    int spread = Math.toIntExact(Math.max(2, 3 * undisturbed.calls / Math.max(1, kills)));
    while (killed < kills) {
      runs++;
      if (!killed(random, spread)) {
        break;
      }
      killed++;
      long now = counts("killed").since(start).unrecorded();
      most = Math.max(most, now - unrecorded);
      unrecorded = now;
    }
    long unrecordedJobs = counts("killed").since(start).unrecordedJobs();
    toEnd("killed");
    Counts disturbed = counts("killed").since(start);
    return new Result(
        killed,
        runs + 1,
        undisturbed.billed,
        disturbed.billed,
        unrecorded,
        most,
        undisturbed.submitted,
        disturbed.submitted,
        unrecordedJobs,
        lost());
  }

  private void toEnd(String name) throws Exception {
    CommandLine run = start(name).ended();
    if (run.exitCode() != 0) {
      throw new AssertionError(run.out() + run.err());
    }
  }

  private ChildProcess start(String name) throws IOException {
    return ChildProcess.start(
        folder,
        Map.of(),
        "run",
        job(name).toString(),
        "--conf",
        conf.toString(),
        "--runner=" + runner);
  }

  /** Kills a run after some more calls, or while it writes its tables; false where it was over. */
  private boolean killed(Random random, int spread) throws Exception {
    long target = calls() + random.nextInt(spread);
    Duration pause = Duration.ofMillis(random.nextInt(300));
    Set<String> begun = begunTables();
    ChildProcess run = start("killed");
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(() -> !run.isAlive() || calls() > target || !begun.containsAll(begunTables()));
    if (calls() > target) {
      await().pollDelay(pause).until(() -> true);
    }
    boolean alive = run.isAlive();
    run.kill();
    if (!alive && run.ended().exitCode() != 0) {
      throw new AssertionError(run.said());
    }
    return alive;
  }

  /** The tables that are being written, and when they were written to last. */
  private Set<String> begunTables() throws IOException {
    Set<String> begun = new HashSet<>();
    File[] parts =
        output("killed").resolve("tables").toFile().listFiles((in, name) -> name.endsWith(".part"));
    for (File part : parts == null ? new File[0] : parts) {
      begun.add(part + " " + part.lastModified());
    }
    return begun;
  }

  private long calls() {
    Map<String, Long> calls = studio.counts().calls();
    return calls.getOrDefault(SUBMITTED.name(), 0L) + answeredAtOnce(calls);
  }

  private static long answeredAtOnce(Map<String, Long> counts) {
    return ANSWERED_AT_ONCE.stream().mapToLong(a -> counts.getOrDefault(a.name(), 0L)).sum();
  }

  /** Once the studio has worked off what it was sent. */
  private Counts counts(String name) throws IOException {
    AtomicLong before = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(PATIENCE)
        .until(
            () -> {
              StudioCounts now = studio.counts();
              boolean idle = answeredAtOnce(now.calls()) == answeredAtOnce(now.billed());
              return before.getAndSet(calls()) == calls() && idle;
            });
    StudioCounts seen = studio.counts();
    Set<String> paid = new HashSet<>();
    Set<String> jobs = new HashSet<>();
    Ledger ledger = Ledger.in(output(name) + "/tables/ledger/");
    for (int share = 0; share < Ledger.SHARES; share++) {
      for (Entry entry : ledger.recall(share)) {
        if (entry instanceof SubmittedJob job) {
          jobs.add(job.jobId());
        } else if (entry instanceof PaidCall call) {
          (call.actionName().equals(SUBMITTED.name()) ? jobs : paid).add(call.requestId());
        }
      }
    }
    return new Counts(
        calls(),
        answeredAtOnce(seen.billed()),
        seen.submitted().getOrDefault(SUBMITTED.name(), 0L),
        paid.size(),
        jobs.size());
  }

  /** What the disturbed job has not, or has differently. */
  private List<String> lost() throws IOException {
    List<String> lost = new java.util.ArrayList<>();
    Map<String, JsonNode> rows = rows("undisturbed");
    Map<String, JsonNode> disturbed = rows("killed");
    if (rows.size() != photos + 1) {
      lost.add("Expected " + (photos + 1) + " rows but was " + rows.size());
    }
    if (!rows.equals(disturbed)) {
      lost.add("Expected " + rows + " but was " + disturbed);
    }
    Path there = output("killed").resolve("images");
    Path expected = output("undisturbed").resolve("images");
    Set<String> names = names(expected);
    if (!names.equals(names(there))) {
      lost.add("Expected files " + names + " but was " + names(there));
    }
    for (String name : names) {
      if (!Pixels.same(expected.resolve(name), there.resolve(name))) {
        lost.add("Expected other pixels in " + name);
      }
    }
    try (Stream<Path> files = Files.walk(output("killed"))) {
      files
          .filter(f -> f.getFileName().toString().startsWith("."))
          .forEach(f -> lost.add("Expected no temporary file but was " + f));
    }
    return lost;
  }

  private Map<String, JsonNode> rows(String name) throws IOException {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (String line : Files.readAllLines(output(name).resolve("tables/photos.jsonl"))) {
      JsonNode row = CommandLine.parse(line.replace("/" + name + "/", "/job/"));
      if (rows.put(row.path("uri").asText(), ((ObjectNode) row).remove(FLEETING)) != null) {
        throw new AssertionError("Expected one row of each photo but was another: " + line);
      }
    }
    return rows;
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Path output(String name) {
    return folder.resolve(name);
  }

  private Path job(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        name: kill
        manifest: '%1$s/manifest.jsonl'
        recipe:
          - score: [AssessSharpness, AssessExposure]
          - RecolorHDImage: {Mode: TEMPLATE, Degree: 0.8, ColorTemplate: [2A4B7C, C98F3D, E8DCC5]}
            keep: true
          - ChangeImageSize: {Width: 100, Height: 100}
        output:
          images: '%2$s/images/{id}-{step}.{ext}'
          tables: %2$s/tables/
        """
            .formatted(folder, output(name)));
  }

  @Override
  public void close() {
    studio.close();
  }
}
