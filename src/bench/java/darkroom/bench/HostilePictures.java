package darkroom.bench;

import darkroom.studio.HostileRound;
import darkroom.studio.HostileRound.Case;
import darkroom.studio.LiveStudio;
import darkroom.studio.WholeFile;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Sends damaged photos of every kind of file through every operation of a studio, and tells what
 * was answered, how long the slowest took, and what the process came to hold.
 *
 * <p>Arguments: how many, and the number of the first, so that one case can be done again.
 */
public final class HostilePictures {
  private static final int WIDTH = 160;
  private static final int STRIDE = 500;
  private static final Duration HANG = Duration.ofSeconds(10);
  private static final Set<String> OWN_FAULTS = Set.of("InternalError.Algo", "InternalServerError");

  private HostilePictures() {}

  /** Runs the benchmark; exits with 1 where a case failed inside or hung. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
    int first = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    List<Case> cases = new ArrayList<>();
    List<Case> hung = new ArrayList<>();
    try (LiveStudio studio = LiveStudio.started(Files.createTempDirectory("darkroom-bench-"))) {
      HostileRound round = new HostileRound(studio, WholeFile.ofEveryKind(WIDTH), 1);
      for (int from = first; from < first + count; from += STRIDE) {
        cases.addAll(round.run(from, Math.min(first + count, from + STRIDE)));
        System.out.printf("%5d cases: %s%n", cases.size(), Footprint.now());
      }
      for (Case slow : HostileRound.slowerThan(HANG, cases)) {
        // The clock counts other work on the machine as well; alone, the processor's tells.
        long before = Processor.time();
        round.run(slow.number(), slow.number() + 1);
        Duration worked = Duration.ofNanos(Processor.time() - before);
        System.out.printf("%s; again, alone: %d ms of work%n", slow, worked.toMillis());
        if (worked.compareTo(HANG) > 0) {
          hung.add(slow);
        }
      }
    }
    System.out.println(HostileRound.codes(cases));
    List<Case> bad = cases.stream().filter(c -> OWN_FAULTS.contains(c.answer().code())).toList();
    System.out.println(bad.size() + " failed inside");
    bad.forEach(System.out::println);
    System.out.println(
        hung.size() + " took more than " + HANG.toSeconds() + " s of work; the slowest:");
    cases.stream()
        .sorted(Comparator.comparing((Case c) -> c.answer().took()).reversed())
        .limit(12)
        .forEach(System.out::println);
    System.exit(bad.isEmpty() && hung.isEmpty() ? 0 : 1);
  }
}
