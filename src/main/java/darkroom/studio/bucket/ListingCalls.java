package darkroom.studio.bucket;

import darkroom.studio.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Lists the objects of a bucket, in both versions of the call. */
final class ListingCalls {
  private static final int DEFAULT = 100;
  private static final int MOST = 1000;

  private final ObjectStore store;

  ListingCalls(ObjectStore store) {
    this.store = store;
  }

  Response list(BucketRequest request) {
    String version = request.query().text("list-type");
    return switch (version) {
      case "" -> byMarker(request);
      case "2" -> byToken(request);
      default ->
          throw Refused.because(
              BucketError.INVALID_ARGUMENT, "Expected 2 for list-type but was " + version);
    };
  }

  private Response byMarker(BucketRequest request) {
    ListingPage.Query query = query(request, request.query().text("marker"));
    ListingPage page = ListingPage.of(store.bucket(request.bucket()).objects(), query);
    KeyEncoding keys = KeyEncoding.of(request);
    return Xml.document(
            "ListBucketResult",
            xml -> {
              head(xml, request, query, page);
              xml.text("Marker", keys.apply(query.after()));
              page.next().ifPresent(next -> xml.text("NextMarker", keys.apply(next)));
              body(xml, page, keys, OwnerShown.YES);
            })
        .response(200);
  }

  private Response byToken(BucketRequest request) {
    String token = request.query().text("continuation-token");
    String startAfter = request.query().text("start-after");
    ListingPage.Query query = query(request, token.isEmpty() ? startAfter : decode(token));
    ListingPage page = ListingPage.of(store.bucket(request.bucket()).objects(), query);
    KeyEncoding keys = KeyEncoding.of(request);
    OwnerShown owner =
        request.query().text("fetch-owner").equals("true") ? OwnerShown.YES : OwnerShown.NO;
    return Xml.document(
            "ListBucketResult",
            xml -> {
              head(xml, request, query, page);
              xml.text("StartAfter", keys.apply(startAfter));
              xml.text("KeyCount", page.objects().size() + page.commonPrefixes().size());
              if (!token.isEmpty()) {
                xml.text("ContinuationToken", token);
              }
              page.next().ifPresent(next -> xml.text("NextContinuationToken", encode(next)));
              body(xml, page, keys, owner);
            })
        .response(200);
  }

  private static ListingPage.Query query(BucketRequest request, String after) {
    QueryString query = request.query();
    return new ListingPage.Query(
        query.text("prefix"),
        query.text("delimiter"),
        after,
        query.number("max-keys", DEFAULT, 0, MOST));
  }

  private static void head(
      Xml xml, BucketRequest request, ListingPage.Query query, ListingPage page) {
    KeyEncoding keys = KeyEncoding.of(request);
    keys.declare(xml)
        .text("Name", request.bucket())
        .text("Prefix", keys.apply(query.prefix()))
        .text("MaxKeys", query.most())
        .text("Delimiter", keys.apply(query.delimiter()))
        .text("IsTruncated", page.next().isPresent());
  }

  private enum OwnerShown {
    YES,
    NO
  }

  private static void body(Xml xml, ListingPage page, KeyEncoding keys, OwnerShown owner) {
    for (StoredObject object : page.objects()) {
      xml.element(
          "Contents",
          in -> {
            in.text("Key", keys.apply(object.key()))
                .text("LastModified", HttpDates.listing(object.lastModified()))
                .text("ETag", object.etag())
                .text("Type", object.kind().label())
                .text("Size", object.size())
                .text("StorageClass", "Standard");
            if (owner == OwnerShown.YES) {
              BucketCalls.owner(in);
            }
          });
    }
    for (String prefix : page.commonPrefixes()) {
      xml.element("CommonPrefixes", in -> in.text("Prefix", keys.apply(prefix)));
    }
  }

  /** A token is the last key, made so that nobody takes it for one. */
  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refused.because(
          BucketError.INVALID_ARGUMENT,
          "Expected an answer's token for continuation-token but was " + token);
    }
  }
}
