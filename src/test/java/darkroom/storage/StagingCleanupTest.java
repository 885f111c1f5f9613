package darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.OSS;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.model.LifecycleRule;
import com.aliyun.oss.model.LifecycleRule.RuleStatus;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.SetBucketLifecycleRequest;
import darkroom.action.Api;
import darkroom.action.ImageFormat;
import darkroom.storage.CleanupResult.Clean;
import darkroom.storage.CleanupResult.Left;
import darkroom.storage.oss.OssAddressing;
import darkroom.storage.oss.OssNetwork;
import darkroom.storage.oss.OssSignature;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingCleanupTest {
  private static final CredentialsProvider KEYS =
      new DefaultCredentialProvider(AccessKeys.STANDARD_ID, AccessKeys.STANDARD_SECRET);

  @TempDir Path folder;

  private Studio studio;
  private StagingBucket bucket;
  private OSS store;

  @BeforeEach
  void startStudio() {
    studio = Studio.start(StudioSettings.standard(folder));
    bucket =
        new StagingBucket(
            studio.endpoint(),
            Api.REGION,
            OssAddressing.PATH,
            OssSignature.V4,
            OssNetwork.PUBLIC,
            "photos",
            "staging/",
            Duration.ofHours(1));
    store = bucket.client(KEYS);
  }

  @AfterEach
  void closeStudio() {
    store.shutdown();
    studio.close();
  }

  @Test
  void deletesWhatTheRunHasStagedAndNothingElse() {
    stage(StagingCleanup.DELETE_AFTER_RUN, "r1", 1002);
    stage(StagingCleanup.DELETE_AFTER_RUN, "r10", 1);
    stage(StagingCleanup.KEEP, "r1", 1);

    CleanupResult result = StagingCleanup.DELETE_AFTER_RUN.afterRun(bucket, KEYS, "r1");

    assertThat(result).isEqualTo(new Clean(1002));
    assertThat(keys()).containsExactly("staging/0.jpg", "staging/run-r10/0.jpg");
  }

  @Test
  void keepsWhatIsToBeKept() {
    stage(StagingCleanup.KEEP, "r1", 1);

    assertThat(StagingCleanup.KEEP.afterRun(bucket, KEYS, "r1")).isEqualTo(new Clean(0));
    assertThat(StagingCleanup.LIFECYCLE.afterRun(bucket, KEYS, "r1")).isEqualTo(new Clean(0));
    assertThat(keys()).containsExactly("staging/0.jpg");
  }

  @Test
  void makesARuleInABucketWithoutAny() {
    assertThat(StagingCleanup.LIFECYCLE.beforeRun(bucket, KEYS)).isEqualTo(new Clean(0));

    assertThat(store.getBucketLifecycle("photos"))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getPrefix()).isEqualTo("staging/");
              assertThat(rule.getStatus()).isEqualTo(RuleStatus.Enabled);
              assertThat(rule.getExpirationDays()).isEqualTo(7);
            });
    assertThat(StagingCleanup.LIFECYCLE.beforeRun(bucket, KEYS)).isEqualTo(new Clean(0));
  }

  @Test
  void isContentWithARuleThatCoversMore() {
    rule(new LifecycleRule("all", "", RuleStatus.Enabled, 1));

    assertThat(StagingCleanup.LIFECYCLE.beforeRun(bucket, KEYS)).isEqualTo(new Clean(0));
    assertThat(store.getBucketLifecycle("photos"))
        .extracting(LifecycleRule::getId)
        .containsExactly("all");
  }

  @Test
  void leavesOthersRulesAloneAndSaysWhatToAdd() {
    rule(new LifecycleRule("logs", "logs/", RuleStatus.Enabled, 1));

    assertThat(StagingCleanup.LIFECYCLE.beforeRun(bucket, KEYS))
        .isEqualTo(
            new Left(
                "Expected a lifecycle rule of bucket photos that deletes what begins with staging/"
                    + " after 1 to 7 days but was none among its 1: add it beside them"));
    assertThat(store.getBucketLifecycle("photos"))
        .extracting(LifecycleRule::getId)
        .containsExactly("logs");
  }

  @Test
  void saysWhichRightsItNeeds() {
    CredentialsProvider other = new DefaultCredentialProvider(AccessKeys.STANDARD_ID, "other");

    assertThat(StagingCleanup.DELETE_AFTER_RUN.afterRun(bucket, other, "r1"))
        .isEqualTo(
            new Left(
                "Expected bucket photos to let the staged photos under staging/run-r1/ be deleted"
                    + " but was SignatureDoesNotMatch: grant oss:ListObjects and oss:DeleteObject"
                    + " on it to the key's user"));
  }

  private void rule(LifecycleRule rule) {
    SetBucketLifecycleRequest request = new SetBucketLifecycleRequest("photos");
    request.AddLifecycleRule(rule);
    store.setBucketLifecycle(request);
  }

  private void stage(StagingCleanup cleanup, String runId, int photos) {
    try (Staging staging = Staging.in(cleanup.place(bucket, runId), KEYS)) {
      for (int i = 0; i < photos; i++) {
        assertThat(staging.stage("" + i, new byte[] {1}, ImageFormat.JPEG).join())
            .isInstanceOf(StageResult.Staged.class);
      }
    }
  }

  private List<String> keys() {
    return store.listObjectsV2("photos").getObjectSummaries().stream()
        .map(OSSObjectSummary::getKey)
        .toList();
  }
}
