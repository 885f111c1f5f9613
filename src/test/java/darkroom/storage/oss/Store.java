package darkroom.storage.oss;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.MultipartUpload;
import com.aliyun.oss.model.OSSObject;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import darkroom.studio.http.Faults;
import darkroom.studio.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.beam.sdk.io.fs.CreateOptions.StandardCreateOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** A studio's bucket over HTTP, the file system on it, and the official client beside it. */
final class Store implements AutoCloseable {
  static final String BUCKET = "shop-photos";
  static final String OTHER_BUCKET = "shop-results";
  static final StandardCreateOptions TEXT =
      StandardCreateOptions.builder().setMimeType("text/plain").build();
  static final StandardCreateOptions TEXT_IF_ABSENT =
      StandardCreateOptions.builder()
          .setMimeType("text/plain")
          .setExpectFileToNotExist(true)
          .build();

  private final Studio studio;
  final OSS sdk;
  final OssFileSystem files;

  private Store(Path folder) {
    studio =
        Studio.start(
            StudioSettings.standard(folder)
                .withQuota(new CallsPerSecond(1000))
                .withBuckets(List.of(BUCKET, OTHER_BUCKET), OTHER_BUCKET));
    sdk = sdk();
    files = files(options -> {});
  }

  static Store in(Path folder) {
    return new Store(folder);
  }

  private OSS sdk() {
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSupportCname(false);
    return OSSClientBuilder.create()
        .endpoint(studio.endpoint().toString())
        .credentialsProvider(new StudioCredentials().credentials(Map.of()))
        .clientConfiguration(configuration)
        .region("cn-shanghai")
        .build();
  }

  OssOptions options() {
    OssOptions options = PipelineOptionsFactory.as(OssOptions.class);
    options.setOssEndpoint(studio.endpoint().toString());
    options.setOssCredentialsFactory(StudioCredentials.class);
    options.setOssRetries(3);
    // Small, so that small objects have several.
    options.setOssPartSizeBytes(100 * 1024);
    options.setOssCopyPartSizeBytes(128 * 1024);
    options.setOssReadAheadBytes(256 * 1024);
    return options;
  }

  OssFileSystem files(Consumer<OssOptions> changes) {
    OssOptions options = options();
    changes.accept(options);
    return new OssFileSystem(OssSettings.from(options));
  }

  Faults faults() {
    return studio.bucketFaults();
  }

  /** Counts these requests from now on, and does nothing to them. */
  Faults.Script counted(Predicate<Request> requests) {
    return faults().add(FaultRule.every(Long.MAX_VALUE, Fault.cut()).on(requests));
  }

  static OssResourceId id(String key) {
    return new OssResourceId(BUCKET, key);
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  void put(String key, byte[] content) {
    sdk.putObject(BUCKET, key, new ByteArrayInputStream(content));
  }

  void put(String... keys) {
    for (String key : keys) {
      put(key, key.getBytes(UTF_8));
    }
  }

  byte[] content(String key) throws IOException {
    try (OSSObject object = sdk.getObject(BUCKET, key)) {
      return object.getObjectContent().readAllBytes();
    }
  }

  boolean holds(String key) {
    return sdk.doesObjectExist(BUCKET, key);
  }

  /** The keys of uploads that are neither completed nor aborted. */
  List<String> openUploads() {
    return sdk
        .listMultipartUploads(new ListMultipartUploadsRequest(BUCKET))
        .getMultipartUploads()
        .stream()
        .map(MultipartUpload::getKey)
        .toList();
  }

  void write(String key, byte[] content) throws IOException {
    try (WritableByteChannel channel = files.create(id(key), TEXT)) {
      channel.write(ByteBuffer.wrap(content));
    }
  }

  byte[] read(String key) throws IOException {
    try (SeekableByteChannel channel = (SeekableByteChannel) files.open(id(key))) {
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  @Override
  public void close() {
    sdk.shutdown();
    studio.close();
  }
}
