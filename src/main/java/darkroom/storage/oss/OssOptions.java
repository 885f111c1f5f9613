package darkroom.storage.oss;

import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How a pipeline reaches {@code oss://}; none of it is secret. */
public interface OssOptions extends PipelineOptions {

  @Description("Endpoint of the object store, without a bucket; the region's public one by default")
  @Default.String("")
  String getOssEndpoint();

  void setOssEndpoint(String endpoint);

  @Description("Endpoint inside a virtual network; the region's internal one by default")
  @Default.String("")
  String getOssInternalEndpoint();

  void setOssInternalEndpoint(String endpoint);

  @Description("Which of the two endpoints is used")
  @Default.Enum("PUBLIC")
  OssNetwork getOssNetwork();

  void setOssNetwork(OssNetwork network);

  @Description("Region of the buckets")
  @Default.String("cn-shanghai")
  String getOssRegion();

  void setOssRegion(String region);

  @Description("Version of the signature")
  @Default.Enum("V4")
  OssSignature getOssSignature();

  void setOssSignature(OssSignature signature);

  @Description("Whether a bucket is named before the host or in the path")
  @Default.Enum("AUTO")
  OssAddressing getOssAddressing();

  void setOssAddressing(OssAddressing addressing);

  @Description("How long a connection may take to be made, such as PT5S")
  @Default.InstanceFactory(ConnectTimeout.class)
  Duration getOssConnectTimeout();

  void setOssConnectTimeout(Duration timeout);

  @Description("How long an answer may pause, such as PT50S")
  @Default.InstanceFactory(ReadTimeout.class)
  Duration getOssReadTimeout();

  void setOssReadTimeout(Duration timeout);

  @Description("How often a request is sent again that got no answer or found the store busy")
  @Default.Integer(6)
  int getOssRetries();

  void setOssRetries(int retries);

  @Description("Size of an upload's first parts; smaller objects are put at once")
  @Default.Long(8 * 1024 * 1024)
  long getOssPartSizeBytes();

  void setOssPartSizeBytes(long bytes);

  @Description("Objects over this size are copied in parts of at most this size")
  @Default.Long(1024L * 1024 * 1024)
  long getOssCopyPartSizeBytes();

  void setOssCopyPartSizeBytes(long bytes);

  @Description("Most that is read at a time, of which three are kept for a file read in order")
  @Default.Long(4 * 1024 * 1024)
  long getOssReadAheadBytes();

  void setOssReadAheadBytes(long bytes);

  @Description("Requests that are under way at once, on each machine")
  @Default.Integer(32)
  int getOssThreads();

  void setOssThreads(int threads);

  @Description("Class that makes the source of access keys on each machine")
  @Default.Class(EnvironmentCredentials.class)
  Class<? extends OssCredentialsFactory> getOssCredentialsFactory();

  void setOssCredentialsFactory(Class<? extends OssCredentialsFactory> factory);

  @Description("What that class is told; never a secret, for options travel in the clear")
  @Default.InstanceFactory(NoArguments.class)
  Map<String, String> getOssCredentialsArguments();

  void setOssCredentialsArguments(Map<String, String> arguments);

  /** The default of {@link #getOssConnectTimeout}. */
  class ConnectTimeout implements DefaultValueFactory<Duration> {
    @Override
    public Duration create(PipelineOptions options) {
      return Duration.ofSeconds(5);
    }
  }

  /** The default of {@link #getOssReadTimeout}. */
  class ReadTimeout implements DefaultValueFactory<Duration> {
    @Override
    public Duration create(PipelineOptions options) {
      return Duration.ofSeconds(50);
    }
  }

  /** The default of {@link #getOssCredentialsArguments}. */
  class NoArguments implements DefaultValueFactory<Map<String, String>> {
    @Override
    public Map<String, String> create(PipelineOptions options) {
      return Map.of();
    }
  }
}
