package darkroom.pipeline;

import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.auth.DefaultCredentials;
import darkroom.client.Credentials;
import darkroom.client.CredentialsSource;
import darkroom.job.CredentialsConf;
import darkroom.job.JobProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The account's access key, read where the conf says, in the forms that API and storage ask for.
 */
public final class AccountKeys {
  private final Credentials credentials;

  private AccountKeys(Credentials credentials) {
    this.credentials = credentials;
  }

  /**
   * Reads the key.
   *
   * @throws JobProblem if there is none
   */
  public static AccountKeys from(CredentialsConf conf) {
    return from(conf, System.getenv());
  }

  static AccountKeys from(CredentialsConf conf, Map<String, String> environment) {
    if (conf instanceof CredentialsConf.Studio) {
      return new AccountKeys(
          Credentials.of(CredentialsConf.Studio.ID, CredentialsConf.Studio.SECRET));
    }
    if (conf instanceof CredentialsConf.ProfileFile file) {
      return new AccountKeys(ofProfile(file));
    }
    return new AccountKeys(
        new Credentials(
            variable(environment, CredentialsConf.ID_VARIABLE),
            variable(environment, CredentialsConf.SECRET_VARIABLE),
            Optional.ofNullable(environment.get(CredentialsConf.TOKEN_VARIABLE))));
  }

  CredentialsSource forApi() {
    return () -> credentials;
  }

  CredentialsProvider forStorage() {
    return new DefaultCredentialProvider(
        new DefaultCredentials(
            credentials.accessKeyId(),
            credentials.accessKeySecret(),
            credentials.securityToken().orElse(null)));
  }

  private static String variable(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new JobProblem(
          "Expected an access key in the environment variable " + name + " but it is not set");
    }
    return value;
  }

  private static Credentials ofProfile(CredentialsConf.ProfileFile conf) {
    Map<String, String> profile = profile(conf.path(), conf.profile());
    return new Credentials(
        setting(profile, "access_key_id", conf),
        setting(profile, "access_key_secret", conf),
        Optional.ofNullable(profile.get("security_token")));
  }

  private static String setting(
      Map<String, String> profile, String key, CredentialsConf.ProfileFile conf) {
    String value = profile.getOrDefault(key, "");
    if (value.isBlank()) {
      throw new JobProblem(
          "Expected "
              + key
              + " in profile "
              + conf.profile()
              + " but was nothing ("
              + conf.path()
              + ")");
    }
    return value;
  }

  /** The settings under {@code [profile]} of an INI file. */
  private static Map<String, String> profile(Path file, String profile) {
    Map<String, String> settings = new HashMap<>();
    boolean inProfile = false;
    for (String line : lines(file)) {
      String text = line.strip();
      if (text.startsWith("[")) {
        inProfile = text.equals("[" + profile + "]");
      } else if (inProfile && !text.startsWith("#") && text.contains("=")) {
        int equals = text.indexOf('=');
        settings.put(
            text.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            text.substring(equals + 1).strip());
      }
    }
    return settings;
  }

  private static Iterable<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new JobProblem("Expected credentials in " + file + " but could not read it");
    }
  }
}
