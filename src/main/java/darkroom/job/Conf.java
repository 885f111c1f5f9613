package darkroom.job;

import darkroom.account.KeySource;
import java.io.Serializable;
import java.net.URI;
import java.util.Optional;

/** Where a job is done: services, credentials' source, quotas and limits of the machine. */
public record Conf(
    ApiConf api,
    KeySource credentials,
    QuotaConf quota,
    StagingConf staging,
    LaneConf lanes,
    RetryConf retry,
    PriceConf prices,
    JobsConf jobs,
    S3Conf s3)
    implements Serializable {

  /** The studio that the run is to start, if it is to start one. */
  public Optional<StudioConf> studio() {
    return api.endpoint() instanceof ApiConf.Embedded embedded
        ? Optional.of(embedded.studio())
        : Optional.empty();
  }

  /** This conf once its studio is started and listens at an address. */
  public Conf servedAt(URI studio) {
    return new Conf(
        api.servedAt(studio),
        credentials,
        quota,
        staging.servedAt(studio),
        lanes,
        retry,
        prices,
        jobs,
        s3);
  }
}
