package darkroom.studio.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long something takes: from {@code least} to {@code most}, evenly spread. */
public record Delay(Duration least, Duration most) {
  public Delay {
    if (least.isNegative() || most.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "Expected 0 <= least <= most for a delay but was " + least + " and " + most);
    }
  }

  public static Delay none() {
    return of(Duration.ZERO);
  }

  public static Delay of(Duration always) {
    return new Delay(always, always);
  }

  public static Delay between(Duration least, Duration most) {
    return new Delay(least, most);
  }

  /** One such time. */
  public Duration draw(RandomGenerator random) {
    long spread = most.minus(least).toNanos();
    return spread == 0 ? least : least.plusNanos(random.nextLong(spread + 1));
  }
}
