package darkroom.studio.bucket;

import darkroom.action.ByteSize;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Request;
import darkroom.studio.http.Response;
import darkroom.studio.http.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Serves an object store to whoever speaks the object service's protocol. */
public final class BucketService implements Service, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BucketService.class.getName());

  /** So much of a refused body is read to its end. */
  private static final ByteSize MOST_DRAINED = ByteSize.megabytes("64");

  private final ObjectStore store;
  private final Authentication authentication;
  private final BucketCalls buckets;
  private final LifecycleCalls lifecycles;
  private final ObjectCalls objects;
  private final AppendCall appending;
  private final CopyCalls copies;
  private final ListingCalls listing;
  private final MultiDelete multiDelete;
  private final MultipartCalls multipart;
  private final MultipartListing multipartListing;
  private final Map<BucketCounts.Asked, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> downloaded = new ConcurrentHashMap<>();

  private BucketService(ObjectStore store, Authentication authentication, String region) {
    this.store = store;
    this.authentication = authentication;
    this.buckets = new BucketCalls(store, region);
    this.lifecycles = new LifecycleCalls(store);
    this.objects = new ObjectCalls(store);
    this.appending = new AppendCall(store);
    this.copies = new CopyCalls(store);
    this.listing = new ListingCalls(store);
    this.multiDelete = new MultiDelete(store);
    this.multipart = new MultipartCalls(store);
    this.multipartListing = new MultipartListing(store);
  }

  /**
   * A service that closes the store when it is closed.
   *
   * @param region what version 4 signs for, such as {@code cn-shanghai}
   * @param clock tells which requests are stale and which links have expired
   */
  public static BucketService of(ObjectStore store, AccessKeys keys, String region, Clock clock) {
    return new BucketService(store, new Authentication(keys, region, clock), region);
  }

  /** What was asked so far. */
  public BucketCounts counts() {
    return new BucketCounts(sums(requests), sums(downloaded));
  }

  private static <K> Map<K, Long> sums(Map<K, LongAdder> adders) {
    return adders.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
  }

  /** Answers on the caller's thread. */
  @Override
  public CompletionStage<Response> handle(Request http) {
    String requestId =
        HexFormat.of().withUpperCase().toHexDigits(ThreadLocalRandom.current().nextLong())
            + HexFormat.of().withUpperCase().toHexDigits(ThreadLocalRandom.current().nextInt());
    Response response;
    try {
      response = answer(http);
    } catch (Refused refused) {
      drain(http.body());
      response = refusal(http, refused, requestId);
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.ERROR, "The bucket's folder failed a request", e);
      response = refusal(http, Refused.because(BucketError.INTERNAL_ERROR), requestId);
    }
    return CompletableFuture.completedFuture(
        response.with("x-oss-request-id", requestId).with("Server", "AliyunOSS"));
  }

  private Response answer(Request http) throws IOException {
    BucketRequest request = BucketRequest.of(http);
    authentication.check(request);
    BucketCall call = BucketCall.of(request);
    count(requests, new BucketCounts.Asked(call, request.bucket()), 1);
    Response response = answer(call, request);
    if (call == BucketCall.GET_OBJECT) {
      count(downloaded, request.bucket(), response.length());
    }
    return response;
  }

  private static <K> void count(Map<K, LongAdder> adders, K key, long number) {
    adders.computeIfAbsent(key, absent -> new LongAdder()).add(number);
  }

  private Response answer(BucketCall call, BucketRequest request) throws IOException {
    return switch (call) {
      case LIST_BUCKETS -> buckets.list(request);
      case CREATE_BUCKET -> buckets.create(request);
      case DELETE_BUCKET -> buckets.delete(request);
      case BUCKET_ACL -> buckets.acl(request);
      case BUCKET_INFO -> buckets.info(request);
      case BUCKET_LOCATION -> buckets.location(request);
      case BUCKET_LIFECYCLE -> lifecycles.find(request);
      case PUT_BUCKET_LIFECYCLE -> lifecycles.put(request);
      case LIST_OBJECTS -> listing.list(request);
      case DELETE_OBJECTS -> multiDelete.delete(request);
      case LIST_UPLOADS -> multipartListing.uploads(request);
      case PUT_OBJECT -> objects.put(request);
      case COPY_OBJECT -> copies.copy(request);
      case APPEND_OBJECT -> appending.append(request);
      case GET_OBJECT -> objects.get(request);
      case HEAD_OBJECT -> objects.head(request);
      case OBJECT_META -> objects.meta(request);
      case DELETE_OBJECT -> objects.delete(request);
      case INITIATE_UPLOAD -> multipart.initiate(request);
      case UPLOAD_PART -> multipart.uploadPart(request);
      case UPLOAD_PART_COPY -> copies.uploadPart(request);
      case LIST_PARTS -> multipartListing.parts(request);
      case COMPLETE_UPLOAD -> multipart.complete(request);
      case ABORT_UPLOAD -> multipart.abort(request);
    };
  }

  /** Lets a client finish sending: one whose connection is closed meanwhile sees no answer. */
  private static void drain(InputStream body) {
    try {
      new BoundedStream(body, MOST_DRAINED.bytes()).transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A refused body was cut", e);
    }
  }

  private static Response refusal(Request http, Refused refused, String requestId) {
    Xml xml =
        Xml.document(
            "Error",
            in ->
                in.text("Code", refused.error().code())
                    .text("Message", refused.getMessage())
                    .text("RequestId", requestId)
                    .text("HostId", http.header("host").orElse("")));
    int status = refused.error().status();
    Response response = xml.response(status);
    if (status == 304) {
      response = Response.empty(status);
    } else if (http.method().equals("HEAD")) {
      // A HEAD answer has no body, so the error travels in a header.
      response =
          new Response(status, response.headers(), response.length(), InputStream.nullInputStream())
              .with("x-oss-err", Base64.getEncoder().encodeToString(xml.bytes()));
    }
    for (Map.Entry<String, String> header : refused.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  @Override
  public void close() {
    store.close();
  }
}
