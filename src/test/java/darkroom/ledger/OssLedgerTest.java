package darkroom.ledger;

import darkroom.storage.oss.OssOptions;
import darkroom.storage.oss.StudioCredentials;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The ledger in a bucket. */
class OssLedgerTest extends LedgerContract {
  private static final String BUCKET = "shop-photos";
  private static Studio studio;
  private static int folders;

  @BeforeAll
  static void start(@TempDir Path folder) {
    studio =
        Studio.start(
            StudioSettings.standard(folder)
                .withQuota(new CallsPerSecond(1000))
                .withBuckets(List.of(BUCKET), BUCKET));
    OssOptions options = PipelineOptionsFactory.as(OssOptions.class);
    options.setOssEndpoint(studio.endpoint().toString());
    options.setOssCredentialsFactory(StudioCredentials.class);
    FileSystems.setDefaultPipelineOptions(options);
  }

  @AfterAll
  static void stop() {
    studio.close();
  }

  @Override
  String newFolder() {
    folders++;
    return "oss://" + BUCKET + "/job [" + folders + "]*/\u56fe/ledger/";
  }
}
