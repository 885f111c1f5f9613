package darkroom.pipeline;

import com.aliyun.oss.common.auth.CredentialsProvider;
import darkroom.account.AccountKeys;
import darkroom.account.KeySource;
import darkroom.job.Conf;
import darkroom.job.S3Conf;
import darkroom.storage.StagingBucket;
import darkroom.storage.oss.OssCredentialsFactory;
import darkroom.storage.oss.OssOptions;
import darkroom.storage.s3.S3Access;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Lets Beam reach {@code oss://} where a conf's staging bucket is, with the conf's account, and
 * {@code s3://} where the conf says.
 */
public final class ObjectStorage {
  private static final String SOURCE = "source";
  private static final String FILE = "file";
  private static final String PROFILE = "profile";

  private ObjectStorage() {}

  /** Sets what a run's file system needs to know; the account's key is found where it is used. */
  public static void configure(PipelineOptions options, Conf conf) {
    StagingBucket store = Services.staging(conf);
    OssOptions oss = options.as(OssOptions.class);
    oss.setOssEndpoint(store.endpoint().toString());
    oss.setOssInternalEndpoint(store.inside().toString());
    oss.setOssRegion(store.region());
    oss.setOssAddressing(store.addressing());
    oss.setOssSignature(store.signature());
    oss.setOssNetwork(store.network());
    oss.setOssCredentialsFactory(AccountCredentials.class);
    oss.setOssCredentialsArguments(description(conf.credentials()));
    configure(options, conf.s3());
  }

  /** Sets what a file system needs to know where there is no OSS bucket. */
  public static void configure(PipelineOptions options, S3Conf s3) {
    if (s3 instanceof S3Conf.InRegion in) {
      S3Access.inRegion(options, in.region());
    } else if (s3 instanceof S3Conf.At at) {
      S3Access.at(
          options,
          at.endpoint(),
          at.region(),
          switch (at.addressing()) {
            case PATH -> S3Access.InPath.class;
            case VIRTUAL_HOST -> S3Access.BeforeHost.class;
          });
    }
  }

  private static Map<String, String> description(KeySource source) {
    String kind = source.getClass().getSimpleName();
    return source instanceof KeySource.ProfileFile file
        ? Map.of(SOURCE, kind, FILE, file.file(), PROFILE, file.profile())
        : Map.of(SOURCE, kind);
  }

  /** The account's key, from the source that a conf names. */
  public static final class AccountCredentials implements OssCredentialsFactory {
    @Override
    public CredentialsProvider credentials(Map<String, String> arguments) {
      return AccountKeys.open(source(arguments)).forStorage();
    }

    private static KeySource source(Map<String, String> description) {
      String kind = description.getOrDefault(SOURCE, "nothing");
      return switch (kind) {
        case "Environment" -> new KeySource.Environment();
        case "ProfileFile" ->
            new KeySource.ProfileFile(description.get(FILE), description.get(PROFILE));
        case "EcsRamRole" -> new KeySource.EcsRamRole();
        case "DefaultChain" -> new KeySource.DefaultChain();
        case "Studio" -> new KeySource.Studio();
        default ->
            throw new IllegalArgumentException(
                "Expected a source of keys for " + SOURCE + " but was " + kind);
      };
    }
  }
}
