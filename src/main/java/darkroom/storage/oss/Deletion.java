package darkroom.storage.oss;

import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.DeleteObjectsResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deletes objects, as many with one request as the store takes. */
final class Deletion {
  /** The manual's limit of DeleteMultipleObjects. */
  private static final int BATCH = 1000;

  private final OssConnection connection;

  Deletion(OssConnection connection) {
    this.connection = connection;
  }

  /** Deletes these; what is not there counts as deleted, as it does for the store. */
  void delete(Collection<OssResourceId> ids) throws IOException {
    Map<String, List<OssResourceId>> byBucket = new TreeMap<>();
    for (OssResourceId id : new LinkedHashSet<>(ids)) {
      // The key of a bucket itself is empty, and no object's.
      if (!id.key().isEmpty()) {
        byBucket.computeIfAbsent(id.bucket(), absent -> new ArrayList<>()).add(id);
      }
    }
    List<List<OssResourceId>> batches = new ArrayList<>();
    for (List<OssResourceId> all : byBucket.values()) {
      for (int from = 0; from < all.size(); from += BATCH) {
        batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
      }
    }
    List<Integer> unused = connection.parallel().each(batches, this::deleteBatch);
  }

  private int deleteBatch(List<OssResourceId> batch) throws IOException {
    OssResourceId first = batch.get(0);
    DeleteObjectsRequest request = new DeleteObjectsRequest(first.bucket());
    request.setKeys(batch.stream().map(OssResourceId::key).toList());
    request.setEncodingType("url");
    // Then the answer lists those that were not deleted.
    request.setQuiet(true);
    DeleteObjectsResult result = connection.requests().delete(first, request);
    List<String> left = result.getDeletedObjects();
    if (left != null && !left.isEmpty()) {
      throw new IOException(
          "Expected to delete "
              + first.withKey(left.get(0))
              + " but the store kept it and "
              + (left.size() - 1)
              + " more (request "
              + result.getRequestId()
              + ")");
    }
    return batch.size();
  }
}
