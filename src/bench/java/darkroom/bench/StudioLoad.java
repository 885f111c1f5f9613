package darkroom.bench;

import darkroom.action.ImageFormat;
import darkroom.action.SizeLimit;
import darkroom.studio.LiveStudio;
import darkroom.studio.LiveStudio.Answer;
import darkroom.studio.Way;
import darkroom.studio.WholeFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a studio holds under load: {@code alone} calls every action in every way with the largest
 * photo it takes, one call after the other; {@code parallel} makes ten such calls of an action at
 * once; {@code soak} makes many calls of small photos. Run it with the heap to be tried.
 *
 * <p>Arguments: one of these words, and what of: a part of an action's name for the first two, how
 * many calls for the last.
 */
public final class StudioLoad {
  private static final int AT_ONCE = 10;
  private static final int SOAK_WIDTH = 320;

  private final LiveStudio studio;

  private StudioLoad(LiveStudio studio) {
    this.studio = studio;
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    String of = arguments.length > 1 ? arguments[1] : "";
    try (LiveStudio studio = LiveStudio.started(Files.createTempDirectory("darkroom-bench-"))) {
      StudioLoad load = new StudioLoad(studio);
      switch (arguments[0]) {
        case "alone" -> load.largest(of, 1);
        case "parallel" -> load.largest(of, AT_ONCE);
        case "soak" -> load.soak(of.isEmpty() ? 1_000 : Integer.parseInt(of));
        default -> throw new IllegalArgumentException("Expected alone, parallel or soak");
      }
    }
    System.exit(0);
  }

  private void largest(String name, int atOnce) throws Exception {
    for (Way way : Way.all()) {
      if (!way.action().name().contains(name)) {
        continue;
      }
      SizeLimit size = LargestPhotos.size(way);
      String link =
          studio.link(
              LargestPhotos.jpeg(way.action(), size.width(), size.height()), ImageFormat.JPEG);
      Footprint before = Footprint.afresh();
      long begun = System.nanoTime();
      List<Answer> answers =
          together(atOnce, () -> studio.call(way.action(), way.linked(image -> link)));
      double seconds = (System.nanoTime() - begun) / 1e9;
      long used = Footprint.now().peak() - before.resident();
      System.out.printf(
          "%-29s %-64s %-11s %6.1f s, %5d MB more at the most, %4.0f bytes a pixel; %s; then %s%n",
          way.action(),
          way.arguments(),
          size,
          seconds,
          used,
          used * (double) (1 << 20) / size.width() / size.height(),
          codes(answers),
          Footprint.now());
    }
  }

  private void soak(int count) throws Exception {
    List<WholeFile> files = WholeFile.ofEveryKind(SOAK_WIDTH);
    List<String> links = files.stream().map(f -> studio.link(f.bytes(), f.format())).toList();
    List<Way> ways = Way.all();
    SplittableRandom random = new SplittableRandom(1);
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Way way = ways.get(i % ways.size());
      String link = links.get(random.nextInt(links.size()));
      calls.add(() -> studio.call(way.action(), way.linked(image -> link)));
    }
    List<Answer> answers = new ArrayList<>();
    ExecutorService senders = Executors.newFixedThreadPool(4);
    System.out.printf("%5d calls: %s%n", 0, Footprint.now());
    for (int from = 0; from < count; from += 100) {
      for (Future<Answer> one :
          senders.invokeAll(calls.subList(from, Math.min(count, from + 100)))) {
        answers.add(one.get());
      }
      System.out.printf("%5d calls: %s%n", answers.size(), Footprint.now());
    }
    senders.shutdown();
    System.out.println(codes(answers));
  }

  private static List<Answer> together(int count, Callable<Answer> call) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(count);
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> one : senders.invokeAll(java.util.Collections.nCopies(count, call))) {
      answers.add(one.get());
    }
    senders.shutdown();
    return answers;
  }

  private static Map<String, Integer> codes(List<Answer> answers) {
    Map<String, Integer> codes = new TreeMap<>();
    answers.forEach(answer -> codes.merge(answer.code(), 1, Integer::sum));
    return codes;
  }
}
