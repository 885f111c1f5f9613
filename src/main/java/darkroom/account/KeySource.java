package darkroom.account;

import java.io.Serializable;
import java.nio.file.Path;

/** Where the account's key comes from; it holds no key itself, so it may travel anywhere. */
public sealed interface KeySource extends Serializable {
  String ID_VARIABLE = "ALIBABA_CLOUD_ACCESS_KEY_ID";
  String SECRET_VARIABLE = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";

  /** Set for temporary credentials only. */
  String TOKEN_VARIABLE = "ALIBABA_CLOUD_SECURITY_TOKEN";

  /** The source as a message names it, after "from". */
  String place();

  /** The three variables of the environment. */
  record Environment() implements KeySource {
    @Override
    public String place() {
      return "the variables " + ID_VARIABLE + " and " + SECRET_VARIABLE;
    }
  }

  /** A profile in the vendor's INI file of credentials. */
  record ProfileFile(String file, String profile) implements KeySource {
    public static final String FILE = "~/.alibabacloud/credentials";
    public static final String PROFILE = "default";

    /** The file, with {@code ~} for the user's home folder. */
    public Path path() {
      return file.startsWith("~/")
          ? Path.of(System.getProperty("user.home"), file.substring(2))
          : Path.of(file);
    }

    @Override
    public String place() {
      return "profile " + profile + " of " + path();
    }
  }

  /** The RAM role of the ECS instance that the program runs on. */
  record EcsRamRole() implements KeySource {
    @Override
    public String place() {
      return "the RAM role of this ECS instance";
    }
  }

  /** Everywhere that the vendor's own programs look, in their order. */
  record DefaultChain() implements KeySource {
    @Override
    public String place() {
      return "the vendor's default chain";
    }
  }

  /** The pair that every studio of this program knows; it is no secret. */
  record Studio() implements KeySource {
    public static final String ID = "studio";
    public static final String SECRET = "studio-is-open";

    @Override
    public String place() {
      return "the studio's own pair";
    }
  }
}
