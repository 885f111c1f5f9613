package darkroom.cli;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.HttpMethod;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import darkroom.account.AccountKeys;
import darkroom.storage.StagingBucket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Looks at the staging bucket: that it is there and in the region, and that an object can be
 * written, read by its link and deleted.
 */
final class BucketCheck implements AutoCloseable {
  static final String BUCKET = "bucket";
  static final String STAGING = "staging";

  private static final byte[] CONTENT = "darkroom".getBytes(StandardCharsets.UTF_8);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Map<String, String> ADVICE =
      Map.of(
          "NoSuchBucket",
          "create it, or write another name for staging.bucket",
          "InvalidAccessKeyId",
          "it knows no such key; give it one that exists and is enabled",
          "SignatureDoesNotMatch",
          "the secret is not this key's; give the secret that belongs to the key's id",
          "RequestTimeTooSkewed",
          "this machine's clock is more than 15 minutes off; set it",
          "SecurityTokenExpired",
          "the temporary key has expired; get a new one",
          "InvalidSecurityToken",
          "the token is not this key's; give the token that was issued with it");

  private final StagingBucket place;
  private final OSS store;
  private final OSS signer;
  private final Clock clock;

  private BucketCheck(StagingBucket place, OSS store, OSS signer, Clock clock) {
    this.place = place;
    this.store = store;
    this.signer = signer;
    this.clock = clock;
  }

  static BucketCheck of(StagingBucket place, AccountKeys keys, Clock clock) {
    return new BucketCheck(
        place, place.client(keys.forStorage()), place.signer(keys.forStorage()), clock);
  }

  List<Finding> findings() throws InterruptedException {
    Finding there = whereabouts();
    return List.of(
        there,
        there instanceof Finding.Wrong
            ? new Finding.Skipped(STAGING, "of what is wrong with the bucket")
            : staging());
  }

  private Finding whereabouts() {
    String expected = "oss-" + place.region();
    try {
      String location = store.getBucketLocation(place.bucket());
      return location.equals(expected)
          ? new Finding.Fine(BUCKET, place.bucket() + " is in " + place.region())
          : new Finding.Wrong(
              BUCKET,
              "Expected bucket "
                  + place.bucket()
                  + " in "
                  + place.region()
                  + ", because the API reads no other region, but was in "
                  + location.replaceFirst("^oss-", "")
                  + ": write a bucket of that region for staging.bucket");
    } catch (OSSException e) {
      return new Finding.Wrong(BUCKET, sentence("tell where it is", "oss:GetBucketLocation", e));
    } catch (ClientException e) {
      return new Finding.Wrong(BUCKET, unreachable());
    }
  }

  private Finding staging() throws InterruptedException {
    String key = place.prefix() + "darkroom-check-" + UUID.randomUUID();
    String doing = "be written";
    String right = "oss:PutObject";
    try {
      store.putObject(place.bucket(), key, new ByteArrayInputStream(CONTENT));
      Finding read = read(key);
      doing = "have an object deleted";
      right = "oss:DeleteObject";
      store.deleteObject(place.bucket(), key);
      return read;
    } catch (OSSException e) {
      return new Finding.Wrong(STAGING, sentence(doing, right, e));
    } catch (ClientException e) {
      return new Finding.Wrong(STAGING, unreachable());
    }
  }

  /** Reads by the kind of link that the API gets. */
  private Finding read(String key) throws InterruptedException {
    Date until = Date.from(clock.instant().plus(place.urlLifetime()));
    URI link =
        URI.create(
            signer.generatePresignedUrl(place.bucket(), key, until, HttpMethod.GET).toString());
    HttpRequest get = HttpRequest.newBuilder(place.fromHere(link)).timeout(PATIENCE).GET().build();
    try (var body = HttpClient.newHttpClient().send(get, BodyHandlers.ofInputStream()).body()) {
      byte[] content = body.readNBytes(CONTENT.length + 1);
      return Arrays.equals(content, CONTENT)
          ? new Finding.Fine(
              STAGING, "written, read by its link and deleted under " + place.prefix())
          : new Finding.Wrong(
              STAGING,
              "Expected what was staged in bucket "
                  + place.bucket()
                  + " by its link but was something else: grant oss:GetObject, and look for a"
                  + " bucket policy that refuses links");
    } catch (IOException e) {
      return new Finding.Wrong(STAGING, unreachable());
    }
  }

  private String sentence(String doing, String right, OSSException refusal) {
    String advice =
        refusal.getErrorCode().equals("AccessDenied")
            ? "grant " + right + " on it to the key's user"
            : ADVICE.getOrDefault(refusal.getErrorCode(), "look up the code of OSS");
    return "Expected bucket "
        + place.bucket()
        + " to "
        + doing
        + " but was "
        + refusal.getErrorCode()
        + ": "
        + advice;
  }

  private String unreachable() {
    return "Expected an answer from the store at "
        + place.fromHere(place.endpoint())
        + " but was no connection: check staging.endpoint and staging.internal";
  }

  @Override
  public void close() {
    store.shutdown();
    signer.shutdown();
  }
}
