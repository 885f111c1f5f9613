package darkroom.studio.bucket;

import darkroom.studio.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps buckets' lifecycle rules while the service runs; no object is deleted by them. */
final class LifecycleCalls {
  private static final int MOST_XML = 1024 * 1024;
  private static final int MOST_RULES = 1000;
  private static final String RULE = "LifecycleConfiguration/Rule/";

  private final ObjectStore store;
  private final Map<String, byte[]> rules = new ConcurrentHashMap<>();

  LifecycleCalls(ObjectStore store) {
    this.store = store;
  }

  Response find(BucketRequest request) {
    String bucket = store.bucket(request.bucket()).name();
    return Optional.ofNullable(rules.get(bucket))
        .map(xml -> Response.of(200, "application/xml", xml))
        .orElseThrow(() -> Refused.because(BucketError.NO_SUCH_LIFECYCLE));
  }

  /** Takes the place of all rules that the bucket has. */
  Response put(BucketRequest request) throws IOException {
    String bucket = store.bucket(request.bucket()).name();
    byte[] body = request.body().readSmall(MOST_XML, BucketError.MALFORMED_XML);
    List<String> statuses = XmlBody.parse(body).all(RULE + "Status");
    boolean known = statuses.stream().allMatch(s -> s.equals("Enabled") || s.equals("Disabled"));
    if (statuses.isEmpty() || statuses.size() > MOST_RULES || !known) {
      throw Refused.because(BucketError.MALFORMED_XML);
    }
    rules.put(bucket, body);
    return Response.empty(200);
  }
}
