package darkroom.storage.oss;

import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import darkroom.storage.Checksummed.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads parts of one object as it was when it was opened, over connections that may break. */
final class RangeReads {
  /** How often a range is asked for again without a single byte having come. */
  private static final int MOST_IN_VAIN = 4;

  /** Without it, a range that ends behind the object brings the whole of it. */
  private static final String RANGE_BEHAVIOR = "x-oss-range-behavior";

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes \\d+-\\d+/(\\d+)");

  private final OssRequests requests;
  private final OssResourceId id;

  RangeReads(OssRequests requests, OssResourceId id) {
    this.requests = requests;
    this.id = id;
  }

  /**
   * An object's beginning.
   *
   * @param etag of the content that this is the beginning of; empty for an empty object
   */
  record Beginning(byte[] bytes, long size, Optional<String> etag, Optional<Checksum> checksum) {}

  /** Reads the first bytes, and how many there are in all. */
  Beginning beginning(int length) throws IOException {
    OSSObject answer;
    try {
      answer = requests.read(id, request(0, length));
    } catch (OssException e) {
      if (OssFailures.isCoded(e, OssFailures.INVALID_RANGE)) {
        // Any range lies outside of an empty object.
        return new Beginning(new byte[0], 0, Optional.empty(), Optional.empty());
      }
      throw e;
    }
    ObjectMetadata metadata = answer.getObjectMetadata();
    long size = size(metadata);
    byte[] bytes = new byte[(int) Math.min(size, length)];
    int count = take(answer, bytes, 0);
    fill(bytes, count, 0, metadata.getETag());
    return new Beginning(
        bytes, size, Optional.of(metadata.getETag()), StoreChecksum.of(metadata, size));
  }

  /** Reads a range that lies within the object. */
  byte[] range(long offset, int length, String etag) throws IOException {
    byte[] bytes = new byte[length];
    fill(bytes, 0, offset, etag);
    return bytes;
  }

  private void fill(byte[] bytes, int already, long offset, String etag) throws IOException {
    int filled = already;
    int inVain = 0;
    while (filled < bytes.length) {
      GetObjectRequest request = request(offset + filled, bytes.length - filled);
      request.setMatchingETagConstraints(List.of(etag));
      int count = take(requests.read(id, request), bytes, filled);
      inVain = count == 0 ? inVain + 1 : 0;
      if (inVain > MOST_IN_VAIN) {
        throw new OssException(
            "ConnectionLost",
            "Expected to read "
                + id
                + " but the connection broke "
                + inVain
                + " times at byte "
                + (offset + filled)
                + ": check the network and run again");
      }
      filled += count;
    }
  }

  private GetObjectRequest request(long offset, long length) {
    GetObjectRequest request = new GetObjectRequest(id.bucket(), id.key());
    request.setRange(offset, offset + length - 1);
    request.addHeader(RANGE_BEHAVIOR, "standard");
    return request;
  }

  /** Takes what comes before the connection breaks, if it does. */
  private static int take(OSSObject answer, byte[] into, int from) throws IOException {
    int filled = from;
    InputStream content = answer.getObjectContent();
    boolean whole = false;
    try {
      while (filled < into.length) {
        int count = content.read(into, filled, into.length - filled);
        if (count < 0) {
          break;
        }
        filled += count;
      }
      // The answer ends here, unless a store sent all of the object; its end frees the connection.
      whole = content.read() < 0;
    } catch (IOException e) {
      // What has come is good; the rest is asked for again.
      whole = false;
    } finally {
      if (whole) {
        content.close();
      } else {
        answer.forcedClose();
      }
    }
    return filled - from;
  }

  private static long size(ObjectMetadata metadata) {
    Object range = metadata.getRawMetadata().get("Content-Range");
    Matcher matcher = CONTENT_RANGE.matcher(range == null ? "" : range.toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : metadata.getContentLength();
  }
}
