package darkroom.studio.bucket;

import darkroom.studio.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts, gets and deletes single objects. */
final class ObjectCalls {
  private final ObjectStore store;

  ObjectCalls(ObjectStore store) {
    this.store = store;
  }

  Response put(BucketRequest request) throws IOException {
    BucketFolder bucket = store.bucket(request.bucket());
    ObjectStore.checkKey(request.key());
    request.overwrite().check(bucket.find(request.key()));
    RequestBody body = request.body();
    body.checkAnnounced(store.largestObject());
    ObjectMetadata metadata = ObjectMetadata.of(request.http().headers());
    Draft draft =
        bucket.draft(
            body,
            digest -> {
              body.checkMd5(digest.md5());
              return digest.object(request.key(), bucket.now(), ObjectKind.NORMAL, metadata);
            });
    return written(bucket.publish(draft, request.overwrite()::check));
  }

  static Response written(StoredObject object) {
    return Response.empty(200)
        .with("ETag", object.etag())
        .with("x-oss-hash-crc64ecma", object.crc64Text());
  }

  Response get(BucketRequest request) throws IOException {
    ObjectContent content = store.open(request.bucket(), request.key());
    boolean handedOver = false;
    try {
      StoredObject object = content.object();
      Conditions.OF_GET.check(request, object);
      Optional<ByteRange> range = range(request, object.size());
      Map<String, String> headers = headers(object);
      range.ifPresent(
          part ->
              headers.put(
                  "Content-Range",
                  "bytes %d-%d/%d".formatted(part.offset(), part.last(), object.size())));
      ByteRange sent = range.orElse(new ByteRange(0, object.size()));
      Response response =
          new Response(range.isPresent() ? 206 : 200, headers, sent.length(), content.stream(sent));
      handedOver = true;
      return response;
    } finally {
      if (!handedOver) {
        content.close();
      }
    }
  }

  private static Optional<ByteRange> range(BucketRequest request, long size) {
    boolean standard =
        request.header("x-oss-range-behavior").orElse("").equalsIgnoreCase("standard");
    ByteRange.Overhang overhang = standard ? ByteRange.Overhang.CUT : ByteRange.Overhang.VOID;
    return request.header("range").flatMap(range -> ByteRange.of(range, size, overhang));
  }

  Response head(BucketRequest request) {
    StoredObject object = find(request);
    Conditions.OF_GET.check(request, object);
    return new Response(200, headers(object), object.size(), InputStream.nullInputStream());
  }

  /** What takes no look at the object itself: no type, no metadata of the user's. */
  Response meta(BucketRequest request) {
    StoredObject object = find(request);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", object.etag());
    headers.put("Last-Modified", HttpDates.header(object.lastModified()));
    headers.put("x-oss-hash-crc64ecma", object.crc64Text());
    return new Response(200, headers, object.size(), InputStream.nullInputStream());
  }

  Response delete(BucketRequest request) {
    store.delete(request.bucket(), request.key());
    return Response.empty(204);
  }

  private StoredObject find(BucketRequest request) {
    return store
        .find(request.bucket(), request.key())
        .orElseThrow(() -> Refused.because(BucketError.NO_SUCH_KEY));
  }

  private static Map<String, String> headers(StoredObject object) {
    Map<String, String> headers = new LinkedHashMap<>(object.metadata().headers());
    headers.put("ETag", object.etag());
    headers.put("Last-Modified", HttpDates.header(object.lastModified()));
    headers.put("Accept-Ranges", "bytes");
    headers.put("x-oss-object-type", object.kind().label());
    headers.put("x-oss-hash-crc64ecma", object.crc64Text());
    headers.put("x-oss-storage-class", "Standard");
    return headers;
  }
}
