package darkroom.storage.oss;

import com.aliyun.oss.common.auth.CredentialsProvider;
import java.util.Map;

/**
 * Makes the source of access keys on each machine that needs them, so that no key travels with a
 * pipeline.
 *
 * <p>A factory is named by {@link OssOptions#getOssCredentialsFactory} and needs a constructor
 * without arguments.
 */
public interface OssCredentialsFactory {

  /**
   * Makes a source, which is asked for each request and may renew what it holds.
   *
   * @param arguments {@link OssOptions#getOssCredentialsArguments}: where to look, never a secret
   */
  CredentialsProvider credentials(Map<String, String> arguments);
}
