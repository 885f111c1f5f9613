package darkroom.cli;

import darkroom.job.S3Conf;
import darkroom.storage.s3.S3Access;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Asks the store of {@code s3://} whether it lets the key in, by a list of its buckets. */
final class S3Check {
  static final String S3 = "s3";

  private static final Map<String, String> ADVICE =
      Map.of(
          "InvalidAccessKeyId",
          "it knows no such key; give it one that exists and is enabled",
          "SignatureDoesNotMatch",
          "the secret is not this key's; give the secret that belongs to the key's id",
          "RequestTimeTooSkewed",
          "this machine's clock is more than 15 minutes off; set it",
          "ExpiredToken",
          "the temporary key has expired; get a new one",
          "InvalidToken",
          "the token is not this key's; give the token that was issued with it",
          "AuthorizationHeaderMalformed",
          "write the store's own region for s3.region");

  private S3Check() {}

  static Finding at(S3Conf conf, PipelineOptions options) {
    String store = store(conf);
    try (S3Client client = S3Access.client(options)) {
      int buckets = client.listBuckets().buckets().size();
      return new Finding.Fine(S3, store + " lets the key in, to " + buckets + " buckets");
    } catch (AwsServiceException e) {
      return refused(store, e);
    } catch (SdkClientException e) {
      return new Finding.Wrong(S3, noAnswer(store, e));
    }
  }

  private static Finding refused(String store, AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    if ("AccessDenied".equals(code)) {
      // A key that may use some buckets need not have the right to list all of them.
      return new Finding.Fine(S3, store + " knows the key, which may not list buckets");
    }
    if (code == null || code.isEmpty()) {
      return new Finding.Wrong(
          S3,
          "Expected %s to speak the protocol of S3 but was HTTP %d: check s3.endpoint"
              .formatted(store, e.statusCode()));
    }
    return new Finding.Wrong(
        S3,
        "Expected %s to let in the key that the AWS tools find but was %s: %s"
            .formatted(store, code, ADVICE.getOrDefault(code, "look up the code of S3")));
  }

  /**
   * The client has one kind of exception for a key that is nowhere and a store that is not there.
   */
  private static String noAnswer(String store, SdkException e) {
    return e.getMessage().contains("credentials")
        ? "Expected a key for s3:// where the AWS tools look but was none: export"
            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        : "Expected an answer from "
            + store
            + " but was no connection: check s3.endpoint, s3.region and this machine's network";
  }

  private static String store(S3Conf conf) {
    if (conf instanceof S3Conf.At at) {
      return "the store at " + at.endpoint();
    }
    return conf instanceof S3Conf.InRegion in
        ? "the store of AWS in " + in.region()
        : "the store of s3://";
  }
}
