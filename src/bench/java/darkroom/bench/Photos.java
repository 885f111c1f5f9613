package darkroom.bench;

import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import darkroom.action.Api;
import darkroom.action.ImageFormat;
import darkroom.photo.Identity;
import darkroom.storage.StageResult;
import darkroom.storage.Staging;
import darkroom.storage.StagingBucket;
import darkroom.storage.oss.OssAddressing;
import darkroom.storage.oss.OssNetwork;
import darkroom.storage.oss.OssSignature;
import darkroom.studio.Studio;
import darkroom.studio.http.AccessKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Sample photos where a studio may read them. */
final class Photos {
  private Photos() {}

  /** Stages a sample photo in a studio's bucket and answers a link to it. */
  static String stage(Studio studio) throws IOException {
    byte[] photo = Files.readAllBytes(Path.of("pipelines/samples/chelsea.png"));
    StagingBucket bucket =
        new StagingBucket(
            studio.endpoint(),
            Api.REGION,
            OssAddressing.PATH,
            OssSignature.V4,
            OssNetwork.PUBLIC,
            "photos",
            "bench/",
            Duration.ofHours(1));
    try (Staging staging =
        Staging.in(
            bucket,
            new DefaultCredentialProvider(AccessKeys.STANDARD_ID, AccessKeys.STANDARD_SECRET))) {
      StageResult result =
          staging.stage(Identity.ofBytes(photo).digest(), photo, ImageFormat.PNG).join();
      return ((StageResult.Staged) result).url().toString();
    }
  }
}
