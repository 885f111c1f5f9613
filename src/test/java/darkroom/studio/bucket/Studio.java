package darkroom.studio.bucket;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import darkroom.action.ByteSize;
import darkroom.studio.http.AccessKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A bucket service over HTTP for a test, and official clients for it. */
final class Studio implements AutoCloseable {
  static final String ID = "testid";
  static final String SECRET = "testsecret";
  static final String REGION = "cn-shanghai";
  static final AccessKeys KEYS =
      AccessKeys.of(ID, SECRET).withTemporary("tempid", "tempsecret", "CAIS+/==tok");

  final SteppingClock clock = new SteppingClock();
  final ObjectStore store;
  final BucketService service;
  final LoopbackServer server;

  private Studio(Path folder, ByteSize largestObject) throws IOException {
    store = ObjectStore.open(folder, clock, largestObject);
    service = BucketService.of(store, KEYS, REGION, clock);
    server = LoopbackServer.of(service);
  }

  static Studio in(Path folder) throws IOException {
    return new Studio(folder, ObjectStore.LARGEST_OBJECT);
  }

  static Studio in(Path folder, ByteSize largestObject) throws IOException {
    return new Studio(folder, largestObject);
  }

  OSS client(SignVersion version) {
    return client(version, ID, SECRET);
  }

  OSS client(SignVersion version, String id, String secret) {
    return build(
        server.endpoint().toString(),
        configuration(version),
        new DefaultCredentialProvider(id, secret));
  }

  OSS client(SignVersion version, DefaultCredentialProvider credentials) {
    return build(server.endpoint().toString(), configuration(version), credentials);
  }

  /** A client that puts the bucket into the host's name; the server plays its proxy. */
  OSS virtualHostClient(SignVersion version) {
    ClientBuilderConfiguration configuration = configuration(version);
    configuration.setProxyHost("127.0.0.1");
    configuration.setProxyPort(server.port());
    return build(
        "http://oss-" + REGION + ".studio.test",
        configuration,
        new DefaultCredentialProvider(ID, SECRET));
  }

  private static ClientBuilderConfiguration configuration(SignVersion version) {
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setMaxErrorRetry(0);
    configuration.setSupportCname(false);
    configuration.setSignatureVersion(version);
    return configuration;
  }

  private static OSS build(
      String endpoint,
      ClientBuilderConfiguration configuration,
      DefaultCredentialProvider credentials) {
    return OSSClientBuilder.create()
        .endpoint(endpoint)
        .credentialsProvider(credentials)
        .clientConfiguration(configuration)
        .region(REGION)
        .build();
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }
}
