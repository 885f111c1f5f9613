package darkroom.studio.bucket;

import darkroom.action.ByteSize;
import darkroom.studio.http.Response;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes uploads in parts, and puts the parts together. */
final class MultipartCalls {
  private static final int MOST_PARTS = 10_000;

  /** The least size of a part but the last; the service's 100 KB. */
  private static final ByteSize LEAST_PART = ByteSize.bytes(100 * 1024);

  /** Room for the longest list of parts. */
  private static final int MOST_XML = 2 * 1024 * 1024;

  private final ObjectStore store;

  MultipartCalls(ObjectStore store) {
    this.store = store;
  }

  static int partNumber(BucketRequest request) {
    return request.query().number("partNumber", 0, 1, MOST_PARTS);
  }

  private MultipartUpload upload(BucketRequest request) {
    return store
        .bucket(request.bucket())
        .uploads()
        .find(request.query().text("uploadId"), request.key());
  }

  Response initiate(BucketRequest request) throws IOException {
    BucketFolder bucket = store.bucket(request.bucket());
    ObjectStore.checkKey(request.key());
    request.overwrite().check(bucket.find(request.key()));
    MultipartUpload upload =
        bucket.uploads().start(request.key(), ObjectMetadata.of(request.http().headers()));
    KeyEncoding keys = KeyEncoding.of(request);
    return Xml.document(
            "InitiateMultipartUploadResult",
            xml ->
                keys.declare(xml)
                    .text("Bucket", request.bucket())
                    .text("Key", keys.apply(request.key()))
                    .text("UploadId", upload.id()))
        .response(200);
  }

  Response uploadPart(BucketRequest request) throws IOException {
    MultipartUpload upload = upload(request);
    int number = partNumber(request);
    BucketFolder bucket = store.bucket(request.bucket());
    RequestBody body = request.body();
    body.checkAnnounced(store.largestObject());
    Draft draft =
        bucket.draft(
            body,
            digest -> {
              body.checkMd5(digest.md5());
              return digest.object(
                  request.key(), bucket.now(), ObjectKind.MULTIPART, upload.promise().metadata());
            });
    upload.publish(number, draft);
    return ObjectCalls.written(draft.object());
  }

  Response complete(BucketRequest request) throws IOException {
    MultipartUpload upload = upload(request);
    BucketFolder bucket = store.bucket(request.bucket());
    request.overwrite().check(bucket.find(request.key()));
    byte[] body = request.body().readSmall(MOST_XML, BucketError.MALFORMED_XML);
    SortedMap<Integer, StoredObject> parts = parts(XmlBody.parse(body), upload);
    String digestOfParts = digest(List.copyOf(parts.values()));
    Draft draft =
        bucket.draft(
            upload.contents(parts),
            digest ->
                new ContentDigest(digest.size(), digestOfParts, digest.crc64())
                    .object(
                        request.key(),
                        bucket.now(),
                        ObjectKind.MULTIPART,
                        upload.promise().metadata()));
    StoredObject stored = bucket.publish(draft, request.overwrite()::check);
    bucket.uploads().discard(upload);
    KeyEncoding keys = KeyEncoding.of(request);
    return Xml.document(
            "CompleteMultipartUploadResult",
            xml ->
                keys.declare(xml)
                    .text("Location", "/" + request.bucket() + "/" + keys.apply(request.key()))
                    .text("Bucket", request.bucket())
                    .text("Key", keys.apply(request.key()))
                    .text("ETag", stored.etag()))
        .response(200)
        .with("ETag", stored.etag())
        .with("x-oss-hash-crc64ecma", stored.crc64Text());
  }

  /** The parts that a client names, in its order, if they are those that came. */
  private static SortedMap<Integer, StoredObject> parts(XmlBody body, MultipartUpload upload) {
    List<String> numbers = body.all("CompleteMultipartUpload/Part/PartNumber");
    List<String> etags = body.all("CompleteMultipartUpload/Part/ETag");
    if (numbers.isEmpty() || numbers.size() != etags.size()) {
      throw Refused.because(BucketError.MALFORMED_XML);
    }
    SortedMap<Integer, StoredObject> chosen = new TreeMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      int number = number(numbers.get(i));
      StoredObject part = upload.parts().get(number);
      if (!chosen.isEmpty() && number <= chosen.lastKey()) {
        throw Refused.because(BucketError.INVALID_PART_ORDER);
      }
      if (part == null || !part.digest().equalsIgnoreCase(etags.get(i).trim().replace("\"", ""))) {
        throw Refused.because(BucketError.INVALID_PART);
      }
      chosen.put(number, part);
    }
    for (StoredObject part : chosen.headMap(chosen.lastKey()).values()) {
      if (part.size() < LEAST_PART.bytes()) {
        throw Refused.because(BucketError.ENTITY_TOO_SMALL);
      }
    }
    return chosen;
  }

  private static int number(String text) {
    if (!text.trim().matches("\\d{1,5}")) {
      throw Refused.because(BucketError.MALFORMED_XML);
    }
    return Integer.parseInt(text.trim());
  }

  /** The MD5 of the parts' MD5s and the number of parts: an ETag no put can have. */
  private static String digest(List<StoredObject> parts) {
    StringBuilder md5s = new StringBuilder();
    parts.forEach(part -> md5s.append(part.digest()));
    byte[] digest = ObjectFile.md5().digest(HexFormat.of().parseHex(md5s));
    return HexFormat.of().withUpperCase().formatHex(digest) + "-" + parts.size();
  }

  Response abort(BucketRequest request) throws IOException {
    MultipartUpload upload = upload(request);
    store.bucket(request.bucket()).uploads().discard(upload);
    return Response.empty(204);
  }
}
