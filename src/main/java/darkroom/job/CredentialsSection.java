package darkroom.job;

import darkroom.account.KeySource;
import darkroom.account.KeySource.ProfileFile;

/** Reads a conf's section on credentials, which tells where they are and never what they are. */
final class CredentialsSection {
  private static final String NOT_FILE = "where credentials.source is not file";

  private CredentialsSection() {}

  static KeySource read(Fields conf, ApiConf api) {
    boolean embedded = api.endpoint() instanceof ApiConf.Embedded;
    if (embedded && conf.optional("credentials").isEmpty()) {
      return new KeySource.Studio();
    }
    Fields credentials = conf.required("credentials").fields("source", "file", "profile");
    Setting source = credentials.required("source");
    Source chosen = source.choice(Source.class);
    if (embedded && chosen != Source.STUDIO) {
      throw source.problem(
          "Expected studio for credentials.source "
              + ServiceSections.WITH_STUDIO
              + " but was "
              + source.shown());
    }
    if (chosen != Source.FILE) {
      credentials.refuse("file", NOT_FILE);
      credentials.refuse("profile", NOT_FILE);
    }
    return switch (chosen) {
      case ENVIRONMENT -> new KeySource.Environment();
      case ECS_RAM_ROLE -> new KeySource.EcsRamRole();
      case DEFAULT_CHAIN -> new KeySource.DefaultChain();
      case STUDIO -> new KeySource.Studio();
      case FILE ->
          new ProfileFile(
              credentials.read("file", value -> value.text("a file"), ProfileFile.FILE),
              credentials.read(
                  "profile", value -> value.text("the name of a profile"), ProfileFile.PROFILE));
    };
  }

  private enum Source {
    ENVIRONMENT,
    FILE,
    ECS_RAM_ROLE,
    DEFAULT_CHAIN,
    STUDIO
  }
}
