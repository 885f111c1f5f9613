package darkroom.studio.bucket;

import darkroom.studio.http.Response;
import java.util.List;
import java.util.Map;

/** Lists the uploads in parts, and the parts of one. */
final class MultipartListing {
  private static final int MOST = 1000;

  private final ObjectStore store;

  MultipartListing(ObjectStore store) {
    this.store = store;
  }

  Response parts(BucketRequest request) {
    QueryString query = request.query();
    MultipartUpload upload =
        store.bucket(request.bucket()).uploads().find(query.text("uploadId"), request.key());
    int marker = query.number("part-number-marker", 0, 0, Integer.MAX_VALUE);
    int most = query.number("max-parts", MOST, 1, MOST);
    List<Map.Entry<Integer, StoredObject>> rest =
        List.copyOf(upload.parts().tailMap(marker, false).entrySet());
    List<Map.Entry<Integer, StoredObject>> page = rest.subList(0, Math.min(most, rest.size()));
    int last = page.isEmpty() ? marker : page.get(page.size() - 1).getKey();
    KeyEncoding keys = KeyEncoding.of(request);
    return Xml.document(
            "ListPartsResult",
            xml -> {
              keys.declare(xml)
                  .text("Bucket", request.bucket())
                  .text("Key", keys.apply(request.key()))
                  .text("UploadId", upload.id())
                  .text("StorageClass", "Standard")
                  .text("PartNumberMarker", marker)
                  .text("NextPartNumberMarker", last)
                  .text("MaxParts", most)
                  .text("IsTruncated", page.size() < rest.size());
              page.forEach(part -> part(xml, part.getKey(), part.getValue()));
            })
        .response(200);
  }

  private static void part(Xml xml, int number, StoredObject part) {
    xml.element(
        "Part",
        in ->
            in.text("PartNumber", number)
                .text("LastModified", HttpDates.listing(part.lastModified()))
                .text("ETag", part.etag())
                .text("HashCrc64ecma", part.crc64Text())
                .text("Size", part.size()));
  }

  Response uploads(BucketRequest request) {
    QueryString query = request.query();
    if (!query.text("delimiter").isEmpty()) {
      throw Refused.because(BucketError.NOT_IMPLEMENTED);
    }
    int most = query.number("max-uploads", MOST, 1, MOST);
    String keyMarker = query.text("key-marker");
    String idMarker = query.text("upload-id-marker");
    List<MultipartUpload> rest =
        store.bucket(request.bucket()).uploads().list().stream()
            .filter(upload -> upload.promise().key().startsWith(query.text("prefix")))
            .filter(upload -> isBehind(upload, keyMarker, idMarker))
            .toList();
    List<MultipartUpload> page = rest.subList(0, Math.min(most, rest.size()));
    KeyEncoding keys = KeyEncoding.of(request);
    return Xml.document(
            "ListMultipartUploadsResult",
            xml -> {
              keys.declare(xml)
                  .text("Bucket", request.bucket())
                  .text("KeyMarker", keys.apply(keyMarker))
                  .text("UploadIdMarker", idMarker)
                  .text("Prefix", keys.apply(query.text("prefix")))
                  .text("MaxUploads", most)
                  .text("IsTruncated", page.size() < rest.size());
              if (page.size() < rest.size()) {
                MultipartUpload last = page.get(page.size() - 1);
                xml.text("NextKeyMarker", keys.apply(last.promise().key()))
                    .text("NextUploadIdMarker", last.id());
              }
              page.forEach(upload -> upload(xml, upload, keys));
            })
        .response(200);
  }

  /** Without a marker for the id, all uploads of the marked key are passed over. */
  private static boolean isBehind(MultipartUpload upload, String keyMarker, String idMarker) {
    int order = Utf8Order.KEYS.compare(upload.promise().key(), keyMarker);
    boolean sameKey = order == 0 && !idMarker.isEmpty();
    return order > 0 || (sameKey && upload.id().compareTo(idMarker) > 0);
  }

  private static void upload(Xml xml, MultipartUpload upload, KeyEncoding keys) {
    xml.element(
        "Upload",
        in ->
            in.text("Key", keys.apply(upload.promise().key()))
                .text("UploadId", upload.id())
                .text("StorageClass", "Standard")
                .text("Initiated", HttpDates.listing(upload.promise().lastModified())));
  }
}
