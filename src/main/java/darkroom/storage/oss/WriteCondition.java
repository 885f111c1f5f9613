package darkroom.storage.oss;

import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.WebServiceRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a write may replace an object.
 *
 * <p>A write that may not leaves a mark of its own with the object. For where an answer is lost the
 * request is sent again, and is refused because of the very object that the first one made.
 */
final class WriteCondition {
  private static final String FORBID_OVERWRITE = "x-oss-forbid-overwrite";
  private static final String MARK = "darkroom-write";

  private final Optional<String> mark;

  private WriteCondition(Optional<String> mark) {
    this.mark = mark;
  }

  static WriteCondition none() {
    return new WriteCondition(Optional.empty());
  }

  static WriteCondition ifAbsent() {
    return new WriteCondition(Optional.of(UUID.randomUUID().toString()));
  }

  void applyTo(WebServiceRequest request) {
    if (mark.isPresent()) {
      request.addHeader(FORBID_OVERWRITE, "true");
    }
  }

  void applyTo(ObjectMetadata metadata) {
    mark.ifPresent(own -> metadata.addUserMetadata(MARK, own));
  }

  /** Whether the object that is there is what this write has made. */
  boolean hasMade(OssResourceId id, OssRequests requests) throws IOException {
    try {
      return mark.isPresent() && mark.get().equals(requests.head(id).getUserMetadata().get(MARK));
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  boolean isSet() {
    return mark.isPresent();
  }
}
