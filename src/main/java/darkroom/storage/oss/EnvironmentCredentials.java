package darkroom.storage.oss;

import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.auth.DefaultCredentials;
import java.util.Map;

/** Takes the access key from the environment's variables that the vendor's own tools read. */
public final class EnvironmentCredentials implements OssCredentialsFactory {
  private static final String ID = "ALIBABA_CLOUD_ACCESS_KEY_ID";
  private static final String SECRET = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
  private static final String TOKEN = "ALIBABA_CLOUD_SECURITY_TOKEN";

  @Override
  public CredentialsProvider credentials(Map<String, String> arguments) {
    return from(System.getenv());
  }

  static CredentialsProvider from(Map<String, String> environment) {
    String token = environment.getOrDefault(TOKEN, "");
    return new DefaultCredentialProvider(
        new DefaultCredentials(
            variable(environment, ID),
            variable(environment, SECRET),
            token.isBlank() ? null : token));
  }

  private static String variable(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalStateException(
          "Expected an access key for oss:// in the environment variable "
              + name
              + " but it is not set");
    }
    return value;
  }
}
