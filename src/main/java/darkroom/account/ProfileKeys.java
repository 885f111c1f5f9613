package darkroom.account;

import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.EcsRamRoleCredentialProvider;
import com.aliyun.credentials.provider.OIDCRoleArnCredentialProvider;
import com.aliyun.credentials.provider.RamRoleArnCredentialProvider;
import com.aliyun.credentials.provider.RsaKeyPairCredentialProvider;
import com.aliyun.credentials.utils.ProfileUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Keys of a profile in an INI file, of every type that the vendor's library knows. The file is read
 * each time, so that a tool that renews the key in it is followed.
 */
final class ProfileKeys implements KeyLookup {
  private final KeySource.ProfileFile source;
  private Optional<Opened> opened = Optional.empty();

  ProfileKeys(KeySource.ProfileFile source) {
    this.source = source;
  }

  /** A profile's settings, and what finds keys by them. */
  private record Opened(Map<String, String> settings, KeyLookup keys) {}

  @Override
  public synchronized AccountKey find() {
    Map<String, String> settings = profile();
    Optional<Opened> same = opened.filter(before -> before.settings().equals(settings));
    if (same.isPresent()) {
      return same.get().keys().find();
    }
    KeyLookup changed = lookup(settings);
    AccountKey key = changed.find();
    close();
    opened = Optional.of(new Opened(settings, changed));
    return key;
  }

  @Override
  public synchronized void close() {
    opened.ifPresent(now -> now.keys().close());
  }

  private KeyLookup lookup(Map<String, String> profile) {
    String type = profile.getOrDefault("type", "access_key");
    return switch (type) {
      case "access_key", "sts" ->
          new Fixed(
              new AccountKey(
                  required(profile, "access_key_id"),
                  required(profile, "access_key_secret"),
                  Optional.ofNullable(profile.get("security_token"))));
      case "ecs_ram_role" ->
          vendor(
              () ->
                  EcsRamRoleCredentialProvider.builder()
                      .roleName(profile.get("role_name"))
                      .build());
      case "ram_role_arn" -> ramRole(profile);
      case "oidc_role_arn" -> oidcRole(profile);
      case "rsa_key_pair" -> keyPair(profile);
      default ->
          throw new NoAccountKey(
              "Expected access_key, sts, ecs_ram_role, ram_role_arn, oidc_role_arn or rsa_key_pair"
                  + " for type in profile "
                  + source.profile()
                  + " but was "
                  + type
                  + at());
    };
  }

  private KeyLookup ramRole(Map<String, String> profile) {
    RamRoleArnCredentialProvider.Builder role =
        RamRoleArnCredentialProvider.builder()
            .accessKeyId(required(profile, "access_key_id"))
            .accessKeySecret(required(profile, "access_key_secret"))
            .roleArn(required(profile, "role_arn"))
            .roleSessionName(profile.getOrDefault("role_session_name", "darkroom"))
            .policy(profile.get("policy"))
            .externalId(profile.get("external_id"))
            .stsRegionId(profile.get("sts_region"));
    return vendor(role::build);
  }

  private KeyLookup oidcRole(Map<String, String> profile) {
    OIDCRoleArnCredentialProvider.Builder role =
        OIDCRoleArnCredentialProvider.builder()
            .roleArn(required(profile, "role_arn"))
            .oidcProviderArn(required(profile, "oidc_provider_arn"))
            .oidcTokenFilePath(required(profile, "oidc_token_file_path"))
            .roleSessionName(profile.getOrDefault("role_session_name", "darkroom"))
            .policy(profile.get("policy"))
            .stsRegionId(profile.get("sts_region"));
    return vendor(role::build);
  }

  private KeyLookup keyPair(Map<String, String> profile) {
    RsaKeyPairCredentialProvider.Builder pair =
        RsaKeyPairCredentialProvider.builder()
            .publicKeyId(required(profile, "public_key_id"))
            .privateKeyFile(required(profile, "private_key_file"));
    return vendor(pair::build);
  }

  private KeyLookup vendor(Supplier<AlibabaCloudCredentialsProvider> provider) {
    return VendorKeys.of(source.place(), provider);
  }

  private String required(Map<String, String> profile, String name) {
    String value = profile.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new NoAccountKey(
          "Expected " + name + " in profile " + source.profile() + " but was nothing" + at());
    }
    return value;
  }

  private Map<String, String> profile() {
    Path file = source.path();
    if (!Files.isRegularFile(file)) {
      throw new NoAccountKey("Expected a file of credentials at " + file + " but was nothing");
    }
    Map<String, Map<String, String>> profiles;
    try {
      profiles = ProfileUtils.parseFile(file.toString());
    } catch (IOException | IllegalArgumentException e) {
      // What is wrong with a line is not told, because it would be told with the line.
      throw new NoAccountKey("Expected an INI file of credentials but was another" + at());
    }
    if (!profiles.containsKey(source.profile())) {
      throw new NoAccountKey(
          "Expected profile "
              + source.profile()
              + " in the file of credentials but was "
              + (profiles.isEmpty() ? "none" : String.join(", ", profiles.keySet()))
              + at());
    }
    return new TreeMap<>(profiles.get(source.profile()));
  }

  private String at() {
    return " (" + source.path() + ")";
  }
}
