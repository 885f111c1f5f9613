package darkroom.bench;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.cli.ScoringFiles;
import darkroom.cli.SmallPhotos;
import darkroom.job.ConfFile;
import darkroom.job.JobFile;
import darkroom.ledger.CallKey;
import darkroom.ledger.CompactedLedger;
import darkroom.ledger.Entry;
import darkroom.ledger.PaidCall;
import darkroom.photo.Identity;
import darkroom.pipeline.SkippedPhotos;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast a run goes over photos that were all scored before.
 *
 * <p>Arguments: photos, and runners, each perhaps with options of its own behind a space.
 */
public final class SkipRate {
  private static final List<Action> SCORES =
      List.of(Actions.ASSESS_SHARPNESS, Actions.ASSESS_EXPOSURE, Actions.ASSESS_COMPOSITION);

  private SkipRate() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    int photos = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    List<String> runners =
        arguments.length > 1
            ? Arrays.asList(arguments).subList(1, arguments.length)
            : List.of("DirectRunner", "FlinkRunner");
    Path folder = Files.createTempDirectory("darkroom-skip-");
    List<Path> files = photos(folder, photos);
    Map<String, List<Entry>> paid = new HashMap<>();
    for (Path file : files) {
      String identity = Identity.ofBytes(Files.readAllBytes(file)).value();
      paid.put(identity, SCORES.stream().map(a -> call(identity, a)).toList());
    }
    String tables = folder.resolve("tables") + "/";
    CompactedLedger.write(tables + "ledger/", paid.values().stream().flatMap(List::stream));
    try (Studio studio = Studio.start(StudioSettings.standard(folder.resolve("studio")))) {
      Path job = ScoringFiles.job(folder, folder + "/photos/*.jpg", tables);
      Path conf = ScoringFiles.conf(folder, studio.endpoint(), 2);
      for (String runner : runners) {
        Instant begin = Instant.now();
        int code = run(job, conf, runner);
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        System.out.printf(
            "%s: exit code %d, %.0f photos/s over all, %.1f s, billed %s%n",
            runner, code, photos / seconds, seconds, studio.counts().billed());
      }
      SkippedPhotos.measure(JobFile.read(job), ConfFile.read(conf), files, paid);
    }
  }

  /** Runs the packaged program, which starts as a user's does and shares no memory with this. */
  private static int run(Path job, Path conf, String runner) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("java", "-jar", "target/darkroom.jar", "run", "" + job));
    command.addAll(List.of(("--conf " + conf + " --runner=" + runner).split(" ")));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** One picture, each time with another comment. */
  private static List<Path> photos(Path folder, int count) throws IOException {
    Path one = SmallPhotos.write(folder.resolve("one"), 1, 64, 48).resolve("0.jpg");
    byte[] picture = Files.readAllBytes(one);
    Path photos = Files.createDirectories(folder.resolve("photos"));
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] different = new byte[picture.length + 10];
      System.arraycopy(picture, 0, different, 0, 2);
      byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, 8, 0, 0, 0, 0, 0, 0};
      for (int digit = 0; digit < 6; digit++) {
        comment[4 + digit] = (byte) ('a' + (i >> (4 * digit) & 15));
      }
      System.arraycopy(comment, 0, different, 2, comment.length);
      System.arraycopy(picture, 2, different, 12, picture.length - 2);
      files.add(Files.write(photos.resolve(i + ".jpg"), different));
    }
    return files;
  }

  private static Entry call(String photo, Action action) {
    return new PaidCall(
        CallKey.of(photo, action, new TreeMap<>()),
        photo,
        action.name(),
        "8A5F1F6B-6F5C-4C62-9E4C-0F4B3C2D1E0F",
        "{\"" + action.results().get(0).name() + "\":0.5}",
        List.of(),
        action.price().list(),
        1,
        0,
        64,
        48,
        "run-1",
        Instant.parse("2026-11-01T00:00:00Z"));
  }
}
