package darkroom.storage.oss;

import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import darkroom.studio.http.AccessKeys;
import java.util.Map;

/** The pair that every studio knows; the secret of another where the arguments name its id. */
public final class StudioCredentials implements OssCredentialsFactory {
  @Override
  public CredentialsProvider credentials(Map<String, String> arguments) {
    Map.Entry<String, String> pair = AccessKeys.standard().secrets().entrySet().iterator().next();
    return new DefaultCredentialProvider(
        arguments.getOrDefault("id", pair.getKey()),
        arguments.getOrDefault("secret", pair.getValue()));
  }
}
