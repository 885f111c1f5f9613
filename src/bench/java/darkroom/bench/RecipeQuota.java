package darkroom.bench;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.cli.Darkroom;
import darkroom.cli.ScoringFiles;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.Delay;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long a recipe of three actions takes, each with a quota of its own, where every answer takes
 * its time: as all quotas are used at once, hardly longer than one action alone. And what is in the
 * heap meanwhile, after a collection, with ever more photos done.
 *
 * <p>The actions are those that cost the studio least, so that its cores are not what is measured.
 * Time is measured at the service, from the first call, which is an answer's time before the first
 * answer, to the last answer, in a process that has run the recipe before, as a service has done
 * its operations before. Arguments: the runner, how many photos, the quota of each action, and the
 * time of an answer in milliseconds.
 */
public final class RecipeQuota {
  private static final List<Action> RECIPE =
      List.of(
          Actions.MAKE_SUPER_RESOLUTION_IMAGE,
          Actions.ENHANCE_IMAGE_COLOR,
          Actions.CHANGE_IMAGE_SIZE);
  private static final int WARM_UP = 30;
  private static final int SMALLEST = 80;
  private static final int LARGEST = 120;

  /** Photos between two looks at the heap. */
  private static final int HEAP_EVERY = 500;

  private RecipeQuota() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    String runner = arguments.length > 0 ? arguments[0] : "DirectRunner";
    int photos = number(arguments, 1, 500);
    int quota = number(arguments, 2, 10);
    Duration latency = Duration.ofMillis(number(arguments, 3, 1_000));
    Path folder = Files.createTempDirectory("darkroom-bench-");
    String few = Crops.write(folder.resolve("few"), WARM_UP, SMALLEST, LARGEST);
    try (Studio studio = studio(folder.resolve("warm"), quota, latency)) {
      run(studio, Files.createDirectories(folder.resolve("warm-up")), few, runner, quota);
    }
    String glob = Crops.write(folder.resolve("photos"), photos, SMALLEST, LARGEST);
    try (Studio studio = studio(folder.resolve("studio"), quota, latency)) {
      Watch watch = new Watch(studio, latency);
      Thread watching = new Thread(watch);
      watching.setDaemon(true);
      watching.start();
      long begun = System.nanoTime();
      run(studio, folder, glob, runner, quota);
      long ended = System.nanoTime();
      watch.done.set(true);
      watching.join();
      report(watch, photos, quota, (ended - begun) / 1e9);
      System.out.println("throttled: " + studio.counts().refusals());
    }
    System.exit(0);
  }

  private static Studio studio(Path folder, int quota, Duration latency) {
    return Studio.start(
        StudioSettings.standard(folder)
            .withQuota(new CallsPerSecond(quota))
            .withLatency(Delay.of(latency)));
  }

  private static int number(String[] arguments, int index, int usual) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : usual;
  }

  private static void run(Studio studio, Path folder, String glob, String runner, int quota)
      throws IOException {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: recipe
            manifest: '%s'
            recipe:
              - MakeSuperResolutionImage: {UpscaleFactor: 1, Mode: base}
              - EnhanceImageColor: {Mode: Rec709, OutputFormat: jpg}
              - ChangeImageSize: {Width: 120, Height: 120}
            output:
              images: %s/images/{path}/{name}.{ext}
              tables: %2$s/tables/
            """
                .formatted(glob, folder));
    Path conf = ScoringFiles.conf(folder, studio.endpoint(), quota);
    int exit =
        Darkroom.execute(
            System.err, System.err, "run", "" + job, "--conf", "" + conf, "--runner=" + runner);
    if (exit != 0) {
      throw new IllegalStateException("The run ended with " + exit);
    }
  }

  private static void report(Watch watch, int photos, int quota, double whole) {
    double ideal = (double) photos / quota;
    double all = (watch.ended - watch.begun) / 1e9;
    System.out.printf(
        "%d photos: %.1f s from the first call to the last answer, %.3f of the %.0f s that the"
            + " quota asks for; the whole run %.1f s; %.2f cores busy; load %.1f%n",
        photos,
        all,
        all / ideal,
        ideal,
        whole,
        watch.cpu / 1e9 / all,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    for (Action action : RECIPE) {
      double seconds = watch.seconds(action.name());
      System.out.printf(
          "  %s: %.2f answers a second, all in %.1f s%n", action, (photos - 1) / seconds, seconds);
    }
    watch.heap.forEach(line -> System.out.println("  " + line));
  }

  /** Looks every 10 ms at what the studio has answered. */
  private static final class Watch implements Runnable {
    private final Studio studio;
    private final Duration latency;
    private final AtomicBoolean done = new AtomicBoolean();
    private final Map<String, Long> first = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final List<String> heap = new ArrayList<>();
    private long begun;
    private long ended;
    private long cpu;

    Watch(Studio studio, Duration latency) {
      this.studio = studio;
      this.latency = latency;
    }

    @Override
    public void run() {
      long cpuAtBegin = 0;
      while (!done.get()) {
        long now = System.nanoTime();
        for (Action action : RECIPE) {
          long billed = studio.counts().billed().getOrDefault(action.name(), 0L);
          if (billed > seen.getOrDefault(action.name(), 0L)) {
            if (begun == 0) {
              begun = now - latency.toNanos();
              cpuAtBegin = Processor.time();
            }
            seen.put(action.name(), billed);
            first.putIfAbsent(action.name(), now);
            last.put(action.name(), now);
            ended = now;
            cpu = Processor.time() - cpuAtBegin;
          }
        }
        long through = seen.getOrDefault(RECIPE.get(RECIPE.size() - 1).name(), 0L);
        if (through >= HEAP_EVERY * (heap.size() + 1L)) {
          heap.add("after %d photos %d MB in the heap".formatted(through, collected() >> 20));
        }
        try {
          TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    double seconds(String action) {
      return (last.get(action) - first.get(action)) / 1e9;
    }

    private static long collected() {
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }
}
