package darkroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.cli.ScoringFiles;
import darkroom.studio.operation.Operation;
import darkroom.studio.operation.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Photos a second, peak memory and time to the first photo of whole runs on the embedded studio, on
 * both runners, against the scores' bare computation on all cores: no pipeline, no HTTP, no
 * staging.
 *
 * <p>Argument: how many photos. Peak memory is the process's resident set, so on Linux only.
 */
public final class ScoreCrops {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ScoreCrops() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    int photos = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    Path folder = Files.createTempDirectory("darkroom-bench-");
    String glob = Crops.write(folder.resolve("photos"), photos);
    double bare = bare(folder.resolve("photos"));
    System.out.printf("bare computation: %.1f photos/s%n", bare);
    for (String runner : List.of("DirectRunner", "FlinkRunner")) {
      Run run = run(folder.resolve(runner), glob, runner);
      System.out.printf(
          "%s: %.1f photos/s while at work (%.2f of bare), first photo after %.1f s, all after"
              + " %.1f s, peak memory %d MB%n",
          runner,
          run.perSecond,
          run.perSecond / bare,
          run.firstPhoto,
          run.seconds,
          run.peakKilobytes / 1024);
    }
  }

  private record Run(double perSecond, double firstPhoto, double seconds, long peakKilobytes) {}

  private static Run run(Path folder, String glob, String runner) throws Exception {
    Files.createDirectories(folder);
    Path tables = folder.resolve("tables");
    Path job = ScoringFiles.job(folder, glob, tables.toString());
    Instant started = Instant.now();
    Process process =
        new ProcessBuilder(
                "java", "-jar", "target/darkroom.jar", "run", "" + job, "--runner=" + runner)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long peak = 0;
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peakKilobytes(process.pid()));
    }
    Instant ended = Instant.now();
    if (process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }
    List<Instant> times =
        Files.readAllLines(tables.resolve("photos.jsonl")).stream()
            .map(ScoreCrops::time)
            .sorted()
            .toList();
    Instant first = times.get(0);
    Instant last = times.get(times.size() - 1);
    return new Run(
        (times.size() - 1) / seconds(first, last),
        seconds(started, first),
        seconds(started, ended),
        peak);
  }

  private static Instant time(String row) {
    try {
      JsonNode parsed = JSON.readTree(row);
      return Instant.parse(parsed.path("time").asText());
    } catch (IOException e) {
      throw new IllegalStateException("Expected a row of JSON but was " + row, e);
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  private static long peakKilobytes(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    }
  }

  /** Scores each photo by all operations, on as many threads as there are cores. */
  private static double bare(Path folder) throws Exception {
    List<Path> photos;
    try (Stream<Path> files = Files.list(folder)) {
      photos = files.toList();
    }
    score(photos.subList(0, Math.min(50, photos.size())));
    long start = System.nanoTime();
    score(photos);
    return photos.size() / ((System.nanoTime() - start) / 1e9);
  }

  private static void score(List<Path> photos) throws InterruptedException {
    ExecutorService cores =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    photos.forEach(photo -> cores.execute(() -> score(photo)));
    cores.shutdown();
    cores.awaitTermination(1, TimeUnit.HOURS);
  }

  private static void score(Path photo) {
    for (Operation operation : Operations.all()) {
      if (operation.action().scoreName().isPresent()) {
        try (PointerScope scope = new PointerScope()) {
          Mat pixels = opencv_imgcodecs.imread(photo.toString());
          operation.apply(Map.of("ImageURL", pixels), Map.of());
        }
      }
    }
  }
}
