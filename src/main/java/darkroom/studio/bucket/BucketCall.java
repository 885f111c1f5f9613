package darkroom.studio.bucket;

import java.util.Set;
import java.util.TreeSet;

/** What a request asks of the bucket, told by its method, its resource and its sub-resources. */
public enum BucketCall {
  LIST_BUCKETS("GET", Level.SERVICE),
  CREATE_BUCKET("PUT", Level.BUCKET),
  DELETE_BUCKET("DELETE", Level.BUCKET),
  BUCKET_ACL("GET", Level.BUCKET, "acl"),
  BUCKET_INFO("GET", Level.BUCKET, "bucketInfo"),
  BUCKET_LOCATION("GET", Level.BUCKET, "location"),
  BUCKET_LIFECYCLE("GET", Level.BUCKET, "lifecycle"),
  PUT_BUCKET_LIFECYCLE("PUT", Level.BUCKET, "lifecycle"),
  LIST_OBJECTS("GET", Level.BUCKET),
  DELETE_OBJECTS("POST", Level.BUCKET, "delete"),
  LIST_UPLOADS("GET", Level.BUCKET, "uploads"),
  PUT_OBJECT("PUT", Level.OBJECT),
  COPY_OBJECT("PUT", Level.COPY),
  APPEND_OBJECT("POST", Level.OBJECT, "append", "position"),
  GET_OBJECT("GET", Level.OBJECT),
  HEAD_OBJECT("HEAD", Level.OBJECT),
  OBJECT_META("HEAD", Level.OBJECT, "objectMeta"),
  DELETE_OBJECT("DELETE", Level.OBJECT),
  INITIATE_UPLOAD("POST", Level.OBJECT, "uploads"),
  UPLOAD_PART("PUT", Level.OBJECT, "partNumber", "uploadId"),
  UPLOAD_PART_COPY("PUT", Level.COPY, "partNumber", "uploadId"),
  LIST_PARTS("GET", Level.OBJECT, "uploadId"),
  COMPLETE_UPLOAD("POST", Level.OBJECT, "uploadId"),
  ABORT_UPLOAD("DELETE", Level.OBJECT, "uploadId");

  private enum Level {
    SERVICE,
    BUCKET,
    OBJECT,
    /** An object that is to be made of another. */
    COPY;

    static Level of(BucketRequest request) {
      if (request.bucket().isEmpty()) {
        return SERVICE;
      }
      if (request.key().isEmpty()) {
        return BUCKET;
      }
      boolean copies =
          request.http().method().equals("PUT") && request.header("x-oss-copy-source").isPresent();
      return copies ? COPY : OBJECT;
    }
  }

  private final String method;
  private final Level level;
  private final Set<String> subResources;

  BucketCall(String method, Level level, String... subResources) {
    this.method = method;
    this.level = level;
    this.subResources = Set.of(subResources);
  }

  /** Refuses what is none of these, lest a request for something else be taken for a plain one. */
  static BucketCall of(BucketRequest request) {
    Level level = Level.of(request);
    Set<String> subResources = new TreeSet<>(request.query().values().keySet());
    subResources.removeIf(name -> !SubResources.isOne(name));
    for (BucketCall call : values()) {
      if (call.level == level
          && call.method.equals(request.http().method())
          && call.subResources.equals(subResources)) {
        return call;
      }
    }
    throw Refused.because(
        subResources.isEmpty() ? BucketError.METHOD_NOT_ALLOWED : BucketError.NOT_IMPLEMENTED);
  }
}
