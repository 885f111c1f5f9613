package darkroom.studio.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.common.utils.IOUtils;
import com.aliyun.oss.model.OSSObject;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A studio with a bucket and an official client of one signature version, for each test. */
abstract class SdkTest {
  static final String TEXT = "hello world 0123456789";

  final SignVersion version;
  Studio studio;
  OSS oss;

  SdkTest(SignVersion version) {
    this.version = version;
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    studio = Studio.in(folder);
    oss = studio.client(version);
    oss.createBucket("bkt");
  }

  @AfterEach
  void stop() {
    oss.shutdown();
    studio.close();
  }

  String content(OSS client, String key) throws IOException {
    try (OSSObject object = client.getObject("bkt", key)) {
      String text = new String(object.getObjectContent().readAllBytes(), UTF_8);
      assertThat(IOUtils.getCRCValue(object.getObjectContent())).isEqualTo(object.getServerCRC());
      return text;
    }
  }

  static void assertRefused(ThrowingCallable call, BucketError error) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OSSException.class,
            e -> {
              assertThat(e.getErrorCode()).isEqualTo(error.code());
              assertThat(e.getErrorMessage()).isEqualTo(error.message());
              assertThat(e.getRequestId()).matches("[0-9A-F]{24}");
              assertThat(e.getHostId()).startsWith("127.0.0.1:");
            });
  }
}
