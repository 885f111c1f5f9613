package darkroom.studio.bucket;

import java.util.Arrays;

/** The conditions that a request sets on the object it reads. */
final class Conditions {
  /** The headers of a download. */
  static final Conditions OF_GET = new Conditions("if-");

  /** The headers of a copy. */
  static final Conditions OF_COPY = new Conditions("x-oss-copy-source-if-");

  private final String prefix;

  private Conditions(String prefix) {
    this.prefix = prefix;
  }

  void check(BucketRequest request, StoredObject object) {
    if (request.header(prefix + "match").filter(tags -> !names(tags, object)).isPresent()
        || request
            .header(prefix + "unmodified-since")
            .flatMap(date -> HttpDates.isAfter(object.lastModified(), date))
            .orElse(false)) {
      throw Refused.because(BucketError.PRECONDITION_FAILED);
    }
    if (request.header(prefix + "none-match").filter(tags -> names(tags, object)).isPresent()
        || request
            .header(prefix + "modified-since")
            .flatMap(date -> HttpDates.isAfter(object.lastModified(), date))
            .map(after -> !after)
            .orElse(false)) {
      throw Refused.because(BucketError.NOT_MODIFIED);
    }
  }

  private static boolean names(String tags, StoredObject object) {
    return Arrays.stream(tags.split(","))
        .map(tag -> tag.trim().replace("\"", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equalsIgnoreCase(object.digest()));
  }
}
