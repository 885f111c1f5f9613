package darkroom.storage.oss;

import com.aliyun.oss.common.utils.CRC64;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.UploadPartRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** An upload in parts: either it is completed, or nothing of it stays. */
final class Upload {
  private static final System.Logger LOG = System.getLogger(Upload.class.getName());

  /** Beside the part that is being filled, which bounds the memory of a write. */
  private static final int PARTS_UNDER_WAY = 3;

  private final OssResourceId id;
  private final String uploadId;
  private final WriteCondition condition;
  private final OssRequests requests;
  private final Parallel parallel;
  private final List<PartETag> done = new ArrayList<>();
  private final Deque<Parallel.Pending<PartETag>> underWay = new ArrayDeque<>();
  private int parts;
  private volatile boolean settled;

  private Upload(
      OssResourceId id, String uploadId, WriteCondition condition, OssConnection connection) {
    this.id = id;
    this.uploadId = uploadId;
    this.condition = condition;
    this.requests = connection.requests();
    this.parallel = connection.parallel();
  }

  static Upload begin(
      OssResourceId id, ObjectMetadata metadata, WriteCondition condition, OssConnection connection)
      throws IOException {
    InitiateMultipartUploadRequest request =
        new InitiateMultipartUploadRequest(id.bucket(), id.key(), metadata);
    condition.applyTo(metadata);
    condition.applyTo(request);
    return new Upload(id, connection.requests().initiate(id, request), condition, connection);
  }

  /** A part of the object, sent by its number. */
  interface Part {
    PartETag send(String uploadId, int number) throws IOException;
  }

  /** How many parts there are so far. */
  synchronized int parts() {
    return parts;
  }

  /** Sends the next part; waits while too many are under way. */
  synchronized void add(PartBuffer part) throws IOException {
    add(
        (upload, number) -> {
          UploadPartRequest request =
              new UploadPartRequest(
                  id.bucket(), id.key(), upload, number, part.stream(), part.length());
          return requests.uploadPart(id, request);
        });
  }

  synchronized void add(Part part) throws IOException {
    while (underWay.size() >= PARTS_UNDER_WAY) {
      done.add(underWay.removeFirst().result());
    }
    int number = ++parts;
    underWay.addLast(
        parallel.start(
            () -> {
              if (settled) {
                throw new IOException("Expected an upload that goes on but it is given up");
              }
              return part.send(uploadId, number);
            }));
  }

  /** Makes the object visible. */
  synchronized void complete() throws IOException {
    collect();
    complete(Optional.of(crcOfParts()));
  }

  /**
   * Makes the object visible, and compares its CRC64.
   *
   * @param crc of the content, where it is known
   */
  synchronized void complete(Optional<Long> crc) throws IOException {
    collect();
    CompleteMultipartUploadRequest request =
        new CompleteMultipartUploadRequest(id.bucket(), id.key(), uploadId, done);
    condition.applyTo(request);
    try {
      Long stored = requests.complete(id, request).getServerCRC();
      settled = true;
      if (stored != null && crc.isPresent() && !stored.equals(crc.get())) {
        throw new OssException(
            "Inconsistent",
            "Expected CRC64 " + crc.get() + " for " + id + " but the store has " + stored);
      }
    } catch (OssException | FileAlreadyExistsException e) {
      if (!isMade(e, crc)) {
        throw e;
      }
      settled = true;
    }
  }

  private void collect() throws IOException {
    while (!underWay.isEmpty()) {
      done.add(underWay.removeFirst().result());
    }
  }

  /** The upload is gone, or its object stands in its own way, where a first answer was lost. */
  private boolean isMade(IOException failure, Optional<Long> crc) throws IOException {
    if (condition.isSet()) {
      return (failure instanceof FileAlreadyExistsException || isGone(failure))
          && condition.hasMade(id, requests);
    }
    if (!isGone(failure)) {
      return false;
    }
    try {
      Long stored = requests.head(id).getServerCRC();
      return stored != null && crc.filter(stored::equals).isPresent();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private static boolean isGone(IOException failure) {
    return OssFailures.isCoded(failure, OssFailures.NO_SUCH_UPLOAD);
  }

  private long crcOfParts() {
    long crc = 0;
    for (PartETag part : done) {
      if (part.getPartCRC() == null) {
        throw new IllegalStateException("Expected a CRC64 of part " + part.getPartNumber());
      }
      crc = CRC64.combine(crc, part.getPartCRC(), part.getPartSize());
    }
    return crc;
  }

  /** Removes all parts, unless the upload is completed; failing to is logged. */
  synchronized void abort() {
    if (settled) {
      return;
    }
    settled = true;
    // A part that arrives after the abort would stay.
    underWay.forEach(Upload::await);
    underWay.clear();
    try {
      requests.abort(id, uploadId);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Parts of " + id + " may be left in the bucket; a lifecycle rule can remove them",
          e);
    }
  }

  private static void await(Parallel.Pending<PartETag> part) {
    try {
      PartETag unused = part.result();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A part failed of an upload that is given up", e);
    }
  }
}
