package darkroom.job;

import darkroom.action.Api;
import java.io.Serializable;
import java.time.Duration;

/**
 * What an embedded studio is like.
 *
 * @param port where it listens, or 0 for any free one
 * @param folder where its data lives
 * @param latency what it waits before each answer
 * @param quota what it admits
 * @param resultUrlLifetime how long a link to a result works
 */
public record StudioConf(
    int port, Folder folder, Duration latency, QuotaConf quota, Duration resultUrlLifetime)
    implements Serializable {
  static final int ANY_PORT = 0;
  static final int HIGHEST_PORT = 65_535;

  /** Where a studio's data lives. */
  public sealed interface Folder extends Serializable {}

  /** A folder that is gone when the run ends. */
  public record Temporary() implements Folder {}

  /** A folder that stays. */
  public record Kept(String path) implements Folder {}

  public StudioConf withPort(int changed) {
    return new StudioConf(changed, folder, latency, quota, resultUrlLifetime);
  }

  public StudioConf withFolder(String kept) {
    return new StudioConf(port, new Kept(kept), latency, quota, resultUrlLifetime);
  }

  static StudioConf standard(QuotaConf quota) {
    return new StudioConf(ANY_PORT, new Temporary(), Duration.ZERO, quota, Api.RESULT_TTL);
  }
}
