package darkroom.job;

import java.io.Serializable;
import java.nio.file.Path;

/** Where the account's key comes from; no file of the project ever holds one. */
public sealed interface CredentialsConf extends Serializable {
  String ID_VARIABLE = "ALIBABA_CLOUD_ACCESS_KEY_ID";
  String SECRET_VARIABLE = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";

  /** Set for temporary credentials only. */
  String TOKEN_VARIABLE = "ALIBABA_CLOUD_SECURITY_TOKEN";

  /** The three variables of the environment. */
  record Environment() implements CredentialsConf {}

  /** A profile in the vendor's INI file of credentials. */
  record ProfileFile(String file, String profile) implements CredentialsConf {
    static final String FILE = "~/.alibabacloud/credentials";
    static final String PROFILE = "default";

    /** The file, with {@code ~} for the user's home folder. */
    public Path path() {
      return file.startsWith("~/")
          ? Path.of(System.getProperty("user.home"), file.substring(2))
          : Path.of(file);
    }
  }

  /** The pair that every studio of this program knows; it is no secret. */
  record Studio() implements CredentialsConf {
    public static final String ID = "studio";
    public static final String SECRET = "studio-is-open";
  }
}
