package darkroom.job;

import darkroom.action.ByteSize;
import java.io.Serializable;

/**
 * How the work is divided.
 *
 * @param lanes shares of the quota, each worked by one thread of control
 * @param inFlight photos that a lane works on at once
 * @param inFlightBytes bytes of photos that a lane holds at once
 */
public record LaneConf(int lanes, int inFlight, ByteSize inFlightBytes) implements Serializable {
  /** The shares that photos are divided into by their content; a lane works some of them. */
  static final int MOST_LANES = 256;

  static final int MOST_IN_FLIGHT = 100_000;

  /** No less than the largest photo that an action takes. */
  static final ByteSize FEWEST_BYTES = ByteSize.megabytes("16");

  static LaneConf standard() {
    return new LaneConf(1, 256, ByteSize.megabytes("256"));
  }
}
