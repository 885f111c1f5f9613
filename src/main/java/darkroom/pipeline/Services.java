package darkroom.pipeline;

import darkroom.account.AccountKey;
import darkroom.account.AccountKeys;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Rate;
import darkroom.client.ClientSettings;
import darkroom.client.Credentials;
import darkroom.client.CredentialsSource;
import darkroom.client.RetryPolicy;
import darkroom.job.Conf;
import darkroom.job.RetryConf;
import darkroom.job.StagingConf;
import darkroom.storage.StagingBucket;
import darkroom.storage.StagingCleanup;
import darkroom.storage.oss.OssAddressing;
import darkroom.storage.oss.OssNetwork;
import darkroom.storage.oss.OssSignature;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A conf's services in the words of those that use them. */
public final class Services {
  private Services() {}

  /** How one lane calls the API. */
  public static ClientSettings api(Conf conf) {
    int lanes = conf.lanes().lanes();
    Map<String, Rate> rates = new TreeMap<>();
    for (Action action : Actions.all()) {
      rates.put(action.name(), conf.quota().of(action).dividedBy(lanes));
    }
    Action polling = Actions.GET_ASYNC_JOB_RESULT;
    rates.put(polling.name(), conf.quota().of(polling).dividedBy(lanes));
    return new ClientSettings(
        conf.api().uri(),
        conf.api().signature(),
        rates,
        conf.quota().calls().dividedBy(lanes),
        retryPolicy(conf.retry()));
  }

  private static RetryPolicy retryPolicy(RetryConf conf) {
    Duration first = RetryPolicy.standard().firstBackoff();
    return new RetryPolicy(
        conf.deadline(),
        first.compareTo(conf.longestBackoff()) < 0 ? first : conf.longestBackoff(),
        conf.longestBackoff(),
        conf.budget(),
        conf.callTimeout());
  }

  public static StagingBucket staging(Conf conf) {
    StagingConf staging = conf.staging();
    StagingConf.Oss store = (StagingConf.Oss) staging.store();
    return new StagingBucket(
        store.endpoint(),
        conf.api().region(),
        switch (store.addressing()) {
          case PATH -> OssAddressing.PATH;
          case VIRTUAL_HOST -> OssAddressing.VIRTUAL_HOST;
        },
        switch (store.signature()) {
          case V1 -> OssSignature.V1;
          case V4 -> OssSignature.V4;
        },
        switch (store.network()) {
          case PUBLIC -> OssNetwork.PUBLIC;
          case INTERNAL -> OssNetwork.INTERNAL;
        },
        staging.bucket(),
        staging.prefix(),
        staging.urlLifetime());
  }

  /** What becomes of the photos that a run stages. */
  public static StagingCleanup cleanup(Conf conf) {
    return switch (conf.staging().cleanup()) {
      case KEEP -> StagingCleanup.KEEP;
      case DELETE_AFTER_RUN -> StagingCleanup.DELETE_AFTER_RUN;
      case LIFECYCLE -> StagingCleanup.LIFECYCLE;
    };
  }

  /** The account's key as the API's client asks for it. */
  public static CredentialsSource signing(AccountKeys keys) {
    return () -> {
      AccountKey key = keys.current();
      return new Credentials(key.id(), key.secret(), key.token());
    };
  }
}
