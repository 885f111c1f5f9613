package darkroom.storage;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.HttpMethod;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSErrorCode;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.model.GeneratePresignedUrlRequest;
import com.aliyun.oss.model.ObjectMetadata;
import darkroom.action.ImageFormat;
import darkroom.storage.Checksummed.Checksum;
import darkroom.storage.oss.StoreChecksum;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts photos where the API may read them, without blocking: under a key made of their content, so
 * that the same bytes are staged once, and by a URL in ASCII.
 *
 * <p>The official SDK signs; the bytes go over a non-blocking client.
 */
public final class Staging implements AutoCloseable {
  private static final String FORBID_OVERWRITE = "x-oss-forbid-overwrite";
  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
  private static final Pattern OSS_OBJECT =
      Pattern.compile("oss://([a-z0-9][a-z0-9-]{1,61}[a-z0-9])/([ -~]+)");
  private static final int ATTEMPTS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final StagingBucket place;
  private final OSS signer;
  private final OSS store;
  private final BucketRegions regions;
  private final HttpClient http;
  private final Clock clock;

  private Staging(StagingBucket place, OSS signer, OSS store, HttpClient http, Clock clock) {
    this.place = place;
    this.signer = signer;
    this.store = store;
    this.regions = new BucketRegions(store, place.region());
    this.http = http;
    this.clock = clock;
  }

  public static Staging in(StagingBucket place, CredentialsProvider keys) {
    OSS signer = place.signer(keys);
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    return new Staging(place, signer, place.client(keys), http, Clock.systemUTC());
  }

  /**
   * A link to a photo that lies where the API may read it already, so that it need not be staged:
   * in a bucket of the API's region, under a key that the API takes.
   *
   * <p>Asks the store once for each bucket, on the caller's thread. The API refuses Chinese
   * characters in a link, percent-encoded or not.
   */
  public Optional<URI> passThrough(String location) {
    Matcher named = OSS_OBJECT.matcher(location);
    return named.matches() && regions.isReadable(named.group(1))
        ? Optional.of(readUrl(named.group(1), named.group(2)))
        : Optional.empty();
  }

  /**
   * Stages these bytes; never completes exceptionally for what a store may answer.
   *
   * @param contentName the content's own name in ASCII, such as its digest
   */
  public CompletableFuture<StageResult> stage(
      String contentName, byte[] bytes, ImageFormat format) {
    return put(place.prefix() + contentName + "." + format.extension(), bytes, format, 1);
  }

  private CompletableFuture<StageResult> put(
      String key, byte[] bytes, ImageFormat format, int attempt) {
    HttpRequest request =
        HttpRequest.newBuilder(putUrl(key, format))
            .header("Content-Type", format.mediaType())
            .header(FORBID_OVERWRITE, "true")
            .timeout(PATIENCE)
            .PUT(BodyPublishers.ofByteArray(bytes))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
        .handle((response, problem) -> problem == null ? verdict(key, response) : lost(problem))
        .thenCompose(
            result -> {
              boolean again =
                  result instanceof StageResult.NotStaged failed
                      && failed.cause() == StageResult.Cause.OUTAGE
                      && attempt < ATTEMPTS;
              return again
                  ? CompletableFuture.supplyAsync(
                          () -> put(key, bytes, format, attempt + 1), later(attempt))
                      .thenCompose(next -> next)
                  : CompletableFuture.completedFuture(result);
            });
  }

  private StageResult verdict(String key, HttpResponse<String> response) {
    int status = response.statusCode();
    Matcher named = CODE.matcher(response.body());
    String code = named.find() ? named.group(1) : "Http" + status;
    if (status == 200 || code.equals("FileAlreadyExists")) {
      return new StageResult.Staged(readUrl(place.bucket(), key));
    }
    String message =
        "Expected to stage a photo in bucket "
            + place.bucket()
            + " but the store answered "
            + status
            + " "
            + code;
    boolean passing = status >= 500 || status == 408 || status == 429;
    return new StageResult.NotStaged(
        code, message, passing ? StageResult.Cause.OUTAGE : StageResult.Cause.SETUP);
  }

  private StageResult lost(Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    if (!(cause instanceof IOException)) {
      throw new CompletionException(cause);
    }
    String message =
        "Expected to stage a photo in bucket "
            + place.bucket()
            + " but "
            + place.endpoint()
            + " did not answer: "
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    return new StageResult.NotStaged("StorageUnreachable", message, StageResult.Cause.OUTAGE);
  }

  /**
   * What the store knows of a photo that {@link #passThrough} leads to; empty where it is not there
   * any more. Asks the store on the caller's thread.
   *
   * @throws IOException if it does not say
   */
  public Optional<Content> content(String location) throws IOException {
    Matcher named = OSS_OBJECT.matcher(location);
    if (!named.matches()) {
      throw new IllegalArgumentException("Expected an object of OSS but was " + location);
    }
    try {
      ObjectMetadata found = store.getObjectMetadata(named.group(1), named.group(2));
      long bytes = found.getContentLength();
      return Optional.of(new Content(bytes, StoreChecksum.of(found, bytes)));
    } catch (OSSException e) {
      if (e.getErrorCode().equals(OSSErrorCode.NO_SUCH_KEY)) {
        return Optional.empty();
      }
      throw new IOException("the store answered " + e.getErrorCode(), e);
    } catch (ClientException e) {
      throw new IOException("the store did not answer", e);
    }
  }

  /**
   * What a store knows of a photo without reading it.
   *
   * @param checksum empty where the store says nothing that holds for the content alone
   */
  public record Content(long bytes, Optional<Checksum> checksum) {}

  private URI putUrl(String key, ImageFormat format) {
    GeneratePresignedUrlRequest request = presigned(place.bucket(), key, HttpMethod.PUT);
    request.setContentType(format.mediaType());
    request.addHeader(FORBID_OVERWRITE, "true");
    return place.fromHere(URI.create(signer.generatePresignedUrl(request).toString()));
  }

  private URI readUrl(String bucket, String key) {
    return URI.create(
        signer.generatePresignedUrl(presigned(bucket, key, HttpMethod.GET)).toString());
  }

  private GeneratePresignedUrlRequest presigned(String bucket, String key, HttpMethod method) {
    GeneratePresignedUrlRequest request = new GeneratePresignedUrlRequest(bucket, key, method);
    request.setExpiration(Date.from(clock.instant().plus(place.urlLifetime())));
    return request;
  }

  private static Executor later(int attempt) {
    long millis = ThreadLocalRandom.current().nextLong(200L << attempt);
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    signer.shutdown();
    store.shutdown();
  }
}
