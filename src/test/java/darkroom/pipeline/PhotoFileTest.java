package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import darkroom.job.ConfFile;
import darkroom.photo.Identity;
import darkroom.photo.PhotoHeaders;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.bucket.BucketCall;
import darkroom.studio.http.AccessKeys;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFileTest {
  private static final Path PHOTO = Path.of("pipelines/samples/chelsea.png");

  @TempDir Path folder;

  private Studio studio;
  private OSS bucket;

  @BeforeEach
  void startStudio() {
    studio = Studio.start(StudioSettings.standard(folder));
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSLDEnabled(true);
    bucket =
        new OSSClientBuilder()
            .build(
                studio.endpoint().toString(),
                AccessKeys.STANDARD_ID,
                AccessKeys.STANDARD_SECRET,
                configuration);
    PipelineOptions options = PipelineOptionsFactory.create();
    ObjectStorage.configure(options, ConfFile.embedded().servedAt(studio.endpoint()));
    FileSystems.setDefaultPipelineOptions(options);
  }

  @AfterEach
  void close() {
    bucket.shutdown();
    studio.close();
  }

  @Test
  void knowsAnObjectFromItsHeaderAlone() throws IOException {
    bucket.putObject("photos", "chelsea #1.png", PHOTO.toFile());
    byte[] content = Files.readAllBytes(PHOTO);
    assertThat(content.length).isGreaterThan(PhotoHeaders.READ_BOUND / 2);

    Identity identity;
    try (SeekableByteChannel file = PhotoFile.open("oss://photos/chelsea #1.png")) {
      PhotoHeaders.read(file);
      identity = PhotoFile.identity("oss://photos/chelsea #1.png", file);
    }

    assertThat(identity.value()).startsWith("md5:");
    assertThat(identity.matches(content)).isTrue();
    content[1000]++;
    assertThat(identity.matches(content)).isFalse();
    assertThat(studio.bucketCounts().of(BucketCall.GET_OBJECT)).isEqualTo(1);
    assertThat(studio.bucketCounts().of(BucketCall.HEAD_OBJECT)).isZero();
  }

  @Test
  void readsALocalFileForItsIdentity() throws IOException {
    try (SeekableByteChannel file = PhotoFile.open(PHOTO.toString())) {
      file.position(77);

      assertThat(PhotoFile.identity(PHOTO.toString(), file))
          .isEqualTo(Identity.ofBytes(Files.readAllBytes(PHOTO)));
    }
  }

  @Test
  void tellsOfAnObjectThatIsNotThere() {
    assertThatThrownBy(() -> PhotoFile.open("oss://photos/none.png"))
        .isInstanceOf(NoSuchFileException.class);
  }
}
