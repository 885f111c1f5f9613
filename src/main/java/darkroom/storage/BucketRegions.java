package darkroom.storage;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells which buckets the API can read, those of its own region; each is asked for once. */
final class BucketRegions {
  private final OSS store;
  private final String expected;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  BucketRegions(OSS store, String region) {
    this.store = store;
    this.expected = "oss-" + region;
  }

  /** False also where the store does not say: then a photo is staged, which always works. */
  boolean isReadable(String bucket) {
    Boolean asked = known.get(bucket);
    if (asked != null) {
      return asked;
    }
    try {
      boolean here = store.getBucketLocation(bucket).equals(expected);
      known.put(bucket, here);
      return here;
    } catch (OSSException e) {
      known.put(bucket, false);
      return false;
    } catch (ClientException e) {
      // An outage passes, so it is asked for again.
      return false;
    }
  }
}
