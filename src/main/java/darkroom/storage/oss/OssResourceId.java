package darkroom.storage.oss;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * An object, or a folder of objects, by its bucket and key.
 *
 * <p>The key stands in the URI as it is: nothing in it is escaped, so {@code %}, {@code #} and
 * {@code ?} are themselves.
 *
 * @param key empty for the bucket itself; a folder's ends in a slash
 */
public record OssResourceId(String bucket, String key) implements ResourceId {
  static final String SCHEME = "oss";

  private static final String START = SCHEME + "://";

  /** A bucket's name by the store's rules. */
  private static final String BUCKET = "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]";

  private static final Pattern FORM =
      Pattern.compile("(?i:oss)://(" + BUCKET + ")(?:/(.*))?", Pattern.DOTALL);

  /** Reads {@code oss://bucket/key}. */
  public static OssResourceId of(String uri) {
    Matcher matcher = FORM.matcher(uri);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Expected oss://bucket/key with a bucket's name of 3 to 63 small letters, digits and"
              + " hyphens but was "
              + uri);
    }
    return new OssResourceId(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
  }

  OssResourceId withKey(String other) {
    return new OssResourceId(bucket, other);
  }

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    boolean asFolder = options == StandardResolveOptions.RESOLVE_DIRECTORY;
    if (!asFolder && options != StandardResolveOptions.RESOLVE_FILE) {
      throw new IllegalArgumentException("Expected a standard way to resolve but was " + options);
    }
    if (!asFolder && other.endsWith("/")) {
      throw new IllegalArgumentException(
          "Expected a file's name to resolve against " + this + " but was " + other);
    }
    String name = asFolder && !other.endsWith("/") ? other + "/" : other;
    if (name.startsWith(START)) {
      return of(name);
    }
    if (!isDirectory()) {
      throw new IllegalStateException(
          "Expected a folder to resolve " + other + " against but was " + this);
    }
    if (name.equals("../")) {
      return parent();
    }
    // The parser that Beam's users know takes "./" for where one is.
    return name.equals("./") ? this : withKey(key + name);
  }

  private OssResourceId parent() {
    String inside = key.isEmpty() ? key : key.substring(0, key.length() - 1);
    return withKey(inside.substring(0, inside.lastIndexOf('/') + 1));
  }

  @Override
  public OssResourceId getCurrentDirectory() {
    return isDirectory() ? this : withKey(key.substring(0, key.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  /** The last component of the key, of a folder with its slash; null where there is none. */
  @Override
  public String getFilename() {
    if (key.isEmpty()) {
      return null;
    }
    return key.substring(key.lastIndexOf('/', key.length() - 2) + 1);
  }

  @Override
  public boolean isDirectory() {
    return key.isEmpty() || key.endsWith("/");
  }

  @Override
  public String toString() {
    return START + bucket + "/" + key;
  }
}
