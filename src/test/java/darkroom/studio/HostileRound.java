package darkroom.studio;

import darkroom.studio.LiveStudio.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Sends damaged photos of every kind of file through every way of calling every action.
 *
 * @param files what is damaged
 * @param seed of the damages
 */
public record HostileRound(LiveStudio studio, List<WholeFile> files, long seed) {
  private static final int AT_ONCE = 2;

  public HostileRound {
    files = List.copyOf(files);
  }

  /**
   * A call with one damaged image.
   *
   * @param number by which the round makes it again
   */
  public record Case(int number, Way way, String kind, String damaged, Answer answer) {
    @Override
    public String toString() {
      return "case %d: %s %s, damaged %s as %s: %s %s after %d ms"
          .formatted(
              number,
              way.action(),
              way.arguments(),
              damaged,
              kind,
              answer.code(),
              answer.message(),
              answer.took().toMillis());
    }
  }

  /** Does these cases, two at a time, and answers them in their order. */
  public List<Case> run(int from, int to) {
    // Not the common pool, whose threads would do the studio's work while they wait for it.
    ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Case>> sent =
          IntStream.range(from, to).mapToObj(n -> senders.submit(() -> run(n))).toList();
      List<Case> cases = new ArrayList<>();
      for (Future<Case> one : sent) {
        cases.add(one.get());
      }
      return cases;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      senders.shutdownNow();
    }
  }

  private Case run(int number) {
    RandomGenerator random = new SplittableRandom(seed * 1_000_003 + number);
    List<Way> ways = Way.all();
    Way way = ways.get(number % ways.size());
    WholeFile file = files.get(random.nextInt(files.size()));
    WholeFile other = files.get(random.nextInt(files.size()));
    // The photo more often than what goes with it.
    int damaged = Math.max(0, random.nextInt(way.images().size() + 1) - 1);
    String victim = way.images().get(damaged);
    byte[] bytes = Damage.any(file.bytes(), other.bytes(), random);
    Map<String, String> arguments =
        way.linked(
            image ->
                image.equals(victim)
                    ? studio.link(bytes, file.format())
                    : studio.link(files.get(0).bytes(), files.get(0).format()));
    return new Case(number, way, file.kind(), victim, studio.call(way.action(), arguments));
  }

  /** How often each code was answered. */
  public static Map<String, Integer> codes(List<Case> cases) {
    Map<String, Integer> codes = new TreeMap<>();
    cases.forEach(c -> codes.merge(c.answer().code(), 1, Integer::sum));
    return Collections.unmodifiableMap(codes);
  }

  /** Those that took longer. */
  public static List<Case> slowerThan(Duration most, List<Case> cases) {
    return cases.stream().filter(c -> c.answer().took().compareTo(most) > 0).toList();
  }
}
