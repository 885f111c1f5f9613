package darkroom.storage;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSErrorCode;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.LifecycleRule;
import com.aliyun.oss.model.LifecycleRule.RuleStatus;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.SetBucketLifecycleRequest;
import java.util.List;

/** Removes staged photos, at once or by a rule of their bucket. */
final class StagedObjects implements AutoCloseable {
  /** A link lives seven days at most; what it leads to does not go before it. */
  static final int DAYS = 7;

  private static final String RULE = "darkroom-staging";
  private static final int PAGE = 1000;

  private final StagingBucket place;
  private final OSS store;

  private StagedObjects(StagingBucket place, OSS store) {
    this.place = place;
    this.store = store;
  }

  static StagedObjects in(StagingBucket place, CredentialsProvider keys) {
    return new StagedObjects(place, place.client(keys));
  }

  /** Deletes all that is staged under the prefix. */
  CleanupResult deleteAll() {
    String doing = "let the staged photos under " + place.prefix() + " be deleted";
    try {
      long deleted = 0;
      ListObjectsV2Request request = new ListObjectsV2Request(place.bucket(), place.prefix());
      request.setMaxKeys(PAGE);
      ListObjectsV2Result page;
      do {
        page = store.listObjectsV2(request);
        List<String> keys =
            page.getObjectSummaries().stream().map(OSSObjectSummary::getKey).toList();
        delete(keys);
        deleted += keys.size();
        request.setContinuationToken(page.getNextContinuationToken());
      } while (page.isTruncated());
      return new CleanupResult.Clean(deleted);
    } catch (OSSException | ClientException e) {
      return left(doing, "oss:ListObjects and oss:DeleteObject", e);
    }
  }

  private void delete(List<String> keys) {
    if (!keys.isEmpty()) {
      store.deleteObjects(new DeleteObjectsRequest(place.bucket()).withKeys(keys).withQuiet(true));
    }
  }

  /**
   * Finds a rule that deletes what is staged, or makes it in a bucket without rules. Others' rules
   * are never written again: a bucket has them all in one document, of which a client may know but
   * a part.
   */
  CleanupResult expire() {
    String doing = "delete staged photos by a lifecycle rule";
    try {
      List<LifecycleRule> rules = rules();
      if (rules.stream().anyMatch(this::covers)) {
        return new CleanupResult.Clean(0);
      }
      if (!rules.isEmpty()) {
        return new CleanupResult.Left(
            "Expected a lifecycle rule of bucket "
                + place.bucket()
                + " that deletes what begins with "
                + place.prefix()
                + " after 1 to "
                + DAYS
                + " days but was none among its "
                + rules.size()
                + ": add it beside them");
      }
      SetBucketLifecycleRequest request = new SetBucketLifecycleRequest(place.bucket());
      request.AddLifecycleRule(new LifecycleRule(RULE, place.prefix(), RuleStatus.Enabled, DAYS));
      store.setBucketLifecycle(request);
      return new CleanupResult.Clean(0);
    } catch (OSSException | ClientException e) {
      return left(doing, "oss:GetBucketLifecycle and oss:PutBucketLifecycle", e);
    }
  }

  private List<LifecycleRule> rules() {
    try {
      return store.getBucketLifecycle(place.bucket());
    } catch (OSSException e) {
      if (e.getErrorCode().equals(OSSErrorCode.NO_SUCH_LIFECYCLE)) {
        return List.of();
      }
      throw e;
    }
  }

  private boolean covers(LifecycleRule rule) {
    return rule.getStatus() == RuleStatus.Enabled
        && rule.getPrefix() != null
        && place.prefix().startsWith(rule.getPrefix())
        && rule.hasExpirationDays()
        && rule.getExpirationDays() <= DAYS
        && !rule.hasTags()
        && rule.getFilter() == null;
  }

  private CleanupResult left(String doing, String rights, RuntimeException problem) {
    String answer =
        problem instanceof OSSException refused
            ? refused.getErrorCode() + ": grant " + rights + " on it to the key's user"
            : "no answer from " + place.fromHere(place.endpoint());
    return new CleanupResult.Left(
        "Expected bucket " + place.bucket() + " to " + doing + " but was " + answer);
  }

  @Override
  public void close() {
    store.shutdown();
  }
}
