package darkroom.account;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Keys that the vendor's library finds and renews; it does both when it is asked. */
final class VendorKeys implements KeyLookup {
  /** Secrets in an answer that a message quotes, and signatures in a link. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)((?:access_?key_?(?:id|secret)|(?:security_?)?token|signature)[\"']?\\s*[:=]\\s*[\"']?)"
              + "[^\"',&}\\s]+");

  private final String place;
  private final AlibabaCloudCredentialsProvider provider;

  private VendorKeys(String place, AlibabaCloudCredentialsProvider provider) {
    this.place = place;
    this.provider = provider;
  }

  /**
   * Keys of a provider.
   *
   * @param place as a message names it, after "from"
   * @throws NoAccountKey if the provider cannot be made with what it was given
   */
  static VendorKeys of(String place, Supplier<AlibabaCloudCredentialsProvider> provider) {
    try {
      return new VendorKeys(place, provider.get());
    } catch (RuntimeException e) {
      throw none(place, e);
    }
  }

  @Override
  public AccountKey find() {
    CredentialModel found;
    try {
      found = provider.getCredentials();
      // The library does not tell what it throws, and what it reads comes from other machines.
    } catch (RuntimeException e) {
      throw none(place, e);
    }
    return new AccountKey(
        text(found.getAccessKeyId()),
        text(found.getAccessKeySecret()),
        Optional.ofNullable(found.getSecurityToken()));
  }

  private String text(String part) {
    if (part == null || part.isBlank()) {
      throw new NoAccountKey(
          "Expected an access key from " + place + " but was one that lacks its id or secret");
    }
    return part;
  }

  private static NoAccountKey none(String place, RuntimeException problem) {
    String why = problem.getMessage() == null ? problem.toString() : problem.getMessage();
    String line = masked(why).replaceAll("\\s+", " ").strip();
    return new NoAccountKey("Expected an access key from " + place + " but was none: " + line);
  }

  static String masked(String text) {
    return SECRET.matcher(text).replaceAll("$1***");
  }

  @Override
  public void close() {
    try {
      provider.close();
    } catch (Exception e) {
      throw new IllegalStateException("Expected to close the source of keys but could not", e);
    }
  }
}
