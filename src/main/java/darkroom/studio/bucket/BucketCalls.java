package darkroom.studio.bucket;

import darkroom.studio.http.Response;
import java.util.List;

/** Creates, describes, lists and deletes buckets. */
final class BucketCalls {
  private static final String OWNER = "darkroom";
  private static final int DEFAULT = 100;
  private static final int MOST = 1000;

  private final ObjectStore store;
  private final String location;

  BucketCalls(ObjectStore store, String region) {
    this.store = store;
    this.location = "oss-" + region;
  }

  static void owner(Xml xml) {
    xml.element("Owner", in -> in.text("ID", OWNER).text("DisplayName", OWNER));
  }

  Response create(BucketRequest request) {
    store.createBucket(request.bucket());
    return Response.empty(200).with("Location", "/" + request.bucket());
  }

  Response delete(BucketRequest request) {
    store.deleteBucket(request.bucket());
    return Response.empty(204);
  }

  Response list(BucketRequest request) {
    QueryString query = request.query();
    int most = query.number("max-keys", DEFAULT, 1, MOST);
    List<BucketSummary> rest =
        store.buckets().stream()
            .filter(bucket -> bucket.name().startsWith(query.text("prefix")))
            .filter(bucket -> bucket.name().compareTo(query.text("marker")) > 0)
            .toList();
    List<BucketSummary> page = rest.subList(0, Math.min(most, rest.size()));
    return Xml.document(
            "ListAllMyBucketsResult",
            xml -> {
              owner(xml);
              xml.text("Prefix", query.text("prefix"))
                  .text("Marker", query.text("marker"))
                  .text("MaxKeys", most)
                  .text("IsTruncated", page.size() < rest.size());
              if (page.size() < rest.size()) {
                xml.text("NextMarker", page.get(page.size() - 1).name());
              }
              xml.element("Buckets", in -> page.forEach(bucket -> summary(in, bucket)));
            })
        .response(200);
  }

  private void summary(Xml xml, BucketSummary bucket) {
    xml.element("Bucket", in -> describe(in, bucket));
  }

  private void describe(Xml xml, BucketSummary bucket) {
    xml.text("Name", bucket.name())
        .text("CreationDate", HttpDates.listing(bucket.created()))
        .text("Location", location)
        .text("ExtranetEndpoint", location)
        .text("IntranetEndpoint", location)
        .text("StorageClass", "Standard");
  }

  Response info(BucketRequest request) {
    BucketFolder bucket = store.bucket(request.bucket());
    return Xml.document(
            "BucketInfo",
            xml ->
                xml.element(
                    "Bucket",
                    in -> {
                      describe(in, new BucketSummary(bucket.name(), bucket.created()));
                      owner(in);
                      in.element("AccessControlList", list -> list.text("Grant", "private"));
                    }))
        .response(200);
  }

  Response acl(BucketRequest request) {
    store.bucket(request.bucket());
    return Xml.document(
            "AccessControlPolicy",
            xml -> {
              owner(xml);
              xml.element("AccessControlList", list -> list.text("Grant", "private"));
            })
        .response(200);
  }

  Response location(BucketRequest request) {
    store.bucket(request.bucket());
    return Xml.document("LocationConstraint", xml -> xml.value(location)).response(200);
  }
}
