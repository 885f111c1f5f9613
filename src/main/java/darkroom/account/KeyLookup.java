package darkroom.account;

import com.aliyun.credentials.provider.DefaultCredentialsProvider;
import com.aliyun.credentials.provider.EcsRamRoleCredentialProvider;
import java.util.Map;
import java.util.Optional;

/** Finds the key that a source holds now; may ask another machine and take its time. */
interface KeyLookup extends AutoCloseable {

  /**
   * The key as it is now, renewed where it was about to expire.
   *
   * @throws NoAccountKey if there is none
   */
  AccountKey find();

  /** Whether it may ever find another key than the first time. */
  default boolean mayChange() {
    return true;
  }

  @Override
  default void close() {}

  static KeyLookup in(KeySource source, Map<String, String> environment) {
    if (source instanceof KeySource.ProfileFile file) {
      return new ProfileKeys(file);
    }
    if (source instanceof KeySource.EcsRamRole) {
      return VendorKeys.of(source.place(), () -> EcsRamRoleCredentialProvider.builder().build());
    }
    if (source instanceof KeySource.DefaultChain) {
      return VendorKeys.of(source.place(), DefaultCredentialsProvider::new);
    }
    return source instanceof KeySource.Studio
        ? new Fixed(new AccountKey(KeySource.Studio.ID, KeySource.Studio.SECRET, Optional.empty()))
        : new Fixed(ofVariables(environment));
  }

  /** A key that stays as it is. */
  record Fixed(AccountKey find) implements KeyLookup {
    @Override
    public boolean mayChange() {
      return false;
    }
  }

  private static AccountKey ofVariables(Map<String, String> environment) {
    return new AccountKey(
        variable(environment, KeySource.ID_VARIABLE),
        variable(environment, KeySource.SECRET_VARIABLE),
        Optional.ofNullable(environment.get(KeySource.TOKEN_VARIABLE)));
  }

  private static String variable(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new NoAccountKey(
          "Expected an access key in the environment variable "
              + name
              + " but it is not set: export it, or name another place in credentials.source");
    }
    return value;
  }
}
