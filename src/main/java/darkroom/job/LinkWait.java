package darkroom.job;

import darkroom.action.Rate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a staged photo's link may have to wait until its call is sent for the last time: first
 * behind the calls of all photos in flight, then for as long as a call is tried, and then until an
 * asynchronous job reads the photo.
 *
 * @param longest in whole minutes
 * @param reason as a message gives it
 */
record LinkWait(Duration longest, String reason) {
  /** A throttled lane slows down; twice the even pace is what a link still outlives. */
  private static final int SLOWED_DOWN = 2;

  static LinkWait of(QuotaConf quota, LaneConf lanes, RetryConf retry, JobsConf jobs) {
    double slowest =
        Stream.concat(Stream.of(quota.calls()), quota.actions().values().stream())
            .mapToDouble(Rate::perSecond)
            .min()
            .orElseThrow();
    double queued = SLOWED_DOWN * lanes.inFlight() * lanes.lanes() / slowest;
    long seconds = (long) Math.ceil(queued) + retry.deadline().plus(jobs.deadline()).toSeconds();
    String reason =
        String.format(
            "a call waits behind up to %d others at %s a second, then is tried for %s, and its job"
                + " may take %s",
            (long) lanes.inFlight() * lanes.lanes(),
            BigDecimal.valueOf(slowest).stripTrailingZeros().toPlainString(),
            Quantity.written(retry.deadline()),
            Quantity.written(jobs.deadline()));
    return new LinkWait(Duration.ofMinutes(-Math.floorDiv(-seconds, 60)), reason);
  }

  /** The longer of the two. */
  Duration orLonger(Duration other) {
    return longest.compareTo(other) > 0 ? longest : other;
  }
}
