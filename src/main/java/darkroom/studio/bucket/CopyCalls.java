package darkroom.studio.bucket;

import darkroom.studio.http.Response;
import java.io.IOException;
import java.io.InputStream;

/** Makes objects, and parts of objects, of other objects. */
final class CopyCalls {
  private final ObjectStore store;

  CopyCalls(ObjectStore store) {
    this.store = store;
  }

  Response copy(BucketRequest request) throws IOException {
    BucketFolder bucket = store.bucket(request.bucket());
    ObjectStore.checkKey(request.key());
    request.overwrite().check(bucket.find(request.key()));
    try (ObjectContent source = source(request)) {
      ObjectMetadata metadata = metadata(request, source.object());
      Draft draft =
          bucket.draft(
              source.stream(),
              digest -> digest.object(request.key(), bucket.now(), ObjectKind.NORMAL, metadata));
      StoredObject copied = bucket.publish(draft, request.overwrite()::check);
      return answer("CopyObjectResult", copied).with("x-oss-hash-crc64ecma", copied.crc64Text());
    }
  }

  private static ObjectMetadata metadata(BucketRequest request, StoredObject source) {
    String directive = request.header("x-oss-metadata-directive").orElse("COPY");
    if (directive.equalsIgnoreCase("REPLACE")) {
      return ObjectMetadata.of(request.http().headers());
    }
    if (directive.equalsIgnoreCase("COPY")) {
      return source.metadata();
    }
    throw Refused.because(
        BucketError.INVALID_ARGUMENT,
        "Expected COPY or REPLACE for x-oss-metadata-directive but was " + directive);
  }

  Response uploadPart(BucketRequest request) throws IOException {
    BucketFolder bucket = store.bucket(request.bucket());
    MultipartUpload upload = bucket.uploads().find(request.query().text("uploadId"), request.key());
    int number = MultipartCalls.partNumber(request);
    try (ObjectContent source = source(request);
        InputStream part = source.stream(range(request, source.object().size()))) {
      Draft draft =
          bucket.draft(
              part,
              digest ->
                  digest.object(
                      request.key(),
                      bucket.now(),
                      ObjectKind.MULTIPART,
                      upload.promise().metadata()));
      upload.publish(number, draft);
      return answer("CopyPartResult", draft.object());
    }
  }

  private static ByteRange range(BucketRequest request, long size) {
    ByteRange whole = new ByteRange(0, size);
    return request
        .header("x-oss-copy-source-range")
        .map(
            header ->
                ByteRange.of(header, size, ByteRange.Overhang.VOID)
                    .orElseThrow(() -> Refused.because(BucketError.INVALID_RANGE)))
        .orElse(whole);
  }

  /** The object that {@code x-oss-copy-source} names: a slash, the bucket, a slash, the key. */
  private ObjectContent source(BucketRequest request) throws IOException {
    String header = request.header("x-oss-copy-source").orElse("");
    String source = BucketRequest.decode(header).replaceFirst("^/", "");
    int slash = source.indexOf('/');
    if (slash < 1 || slash == source.length() - 1) {
      throw Refused.because(
          BucketError.INVALID_ARGUMENT,
          "Expected \"/bucket/key\" for x-oss-copy-source but was " + header);
    }
    ObjectContent content = store.open(source.substring(0, slash), source.substring(slash + 1));
    boolean accepted = false;
    try {
      Conditions.OF_COPY.check(request, content.object());
      accepted = true;
      return content;
    } finally {
      if (!accepted) {
        content.close();
      }
    }
  }

  private static Response answer(String root, StoredObject made) {
    return Xml.document(
            root,
            xml ->
                xml.text("LastModified", HttpDates.listing(made.lastModified()))
                    .text("ETag", made.etag()))
        .response(200)
        .with("ETag", made.etag());
  }
}
