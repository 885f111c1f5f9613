package darkroom.job;

import darkroom.action.ImageFormat;
import darkroom.job.ManifestSpec.Files;
import darkroom.job.OutputTemplate.Values;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What photos are called in the names of the images that are made of them. Two locations never give
 * the same folder and name but where they differ in an image's extension alone.
 *
 * <p>A photo's folder is relative to the manifest's, or to what stands before a glob's first
 * wildcard; a photo outside it has its whole path under {@code @}, such as {@code @/photos} in the
 * manifest's own bucket and {@code @oss/shop/photos} in another. What could not be part of a file's
 * name on every system is percent-encoded.
 *
 * @param store the scheme and bucket that the root is in, such as {@code oss://shop}; empty for
 *     local files
 * @param root a folder with a slash at its end, without the store
 */
public record OutputNames(String store, String root) implements Serializable {
  private static final Pattern STORE =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/]*)(/?.*)", Pattern.DOTALL);
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");
  private static final String OUTSIDE = "@";
  private static final String EMPTY = "%";

  /** No file system takes more than 255 bytes; {@code -12} and an extension are still to come. */
  private static final int LONGEST = 200;

  private static final String CUT = "~";
  private static final int TELLING_DIGITS = 16;

  /** Taken by a system or a shell, by this encoding itself, or by sight not there. */
  private static final Pattern ODD =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}%:*?\"<>|\\\\/~#\\[\\]{}]|^@|^[ .]+$|^ | $");

  /** The names of a job's photos. */
  public static OutputNames of(ManifestSpec manifest) {
    String pattern = manifest instanceof Files files ? files.pattern() : "";
    Matcher wildcard = WILDCARD.matcher(pattern);
    String fixed = wildcard.find() ? pattern.substring(0, wildcard.start()) : pattern;
    String folder = fixed.substring(0, fixed.lastIndexOf('/') + 1);
    Matcher remote = STORE.matcher(folder);
    if (remote.matches() && !folder.startsWith("file:")) {
      return new OutputNames(remote.group(1), remote.group(2));
    }
    String local = folder.replaceFirst("^file:/*", "/");
    String absolute = Path.of("").toAbsolutePath().resolve(local).normalize().toString();
    return new OutputNames("", absolute.endsWith("/") ? absolute : absolute + "/");
  }

  /** The photo's folder, fit for {@code {path}}; empty where it is the root itself. */
  public String path(String location) {
    String whole = normal(location);
    String folder = whole.substring(0, whole.lastIndexOf('/') + 1);
    Matcher remote = STORE.matcher(folder);
    String itsStore = remote.matches() ? remote.group(1) : "";
    String itsPath = remote.matches() ? remote.group(2) : folder;
    if (itsStore.equals(store)) {
      return itsPath.startsWith(root)
          ? encoded(itsPath.substring(root.length()))
          : joined(OUTSIDE, encoded(itsPath));
    }
    String elsewhere =
        itsStore.isEmpty() ? OUTSIDE + "file" : OUTSIDE + itsStore.replaceFirst("://", "/");
    return joined(elsewhere, encoded(itsPath));
  }

  /** The photo's file name without an image's extension, fit for {@code {name}}. */
  public String name(String location) {
    String file = location.substring(location.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    boolean image = dot > 0 && ImageFormat.ofExtension(file.substring(dot + 1)).isPresent();
    return segment(image ? file.substring(0, dot) : file);
  }

  /**
   * All that stands for a template's placeholders.
   *
   * @param sha what tells the photo's content from every other, in hexadecimal digits
   * @param step the label of what gave the image
   * @param date of the run
   */
  public Values values(
      String location, String id, String sha, String step, String ext, LocalDate date) {
    return new Values(path(location), name(location), ext, segment(id), step, date.toString(), sha);
  }

  /** Any text as one part of a file's name, fit for {@code {id}}; two texts never give the same. */
  public static String segment(String text) {
    String safe =
        ODD.matcher(text).replaceAll(odd -> Matcher.quoteReplacement(percent(odd.group())));
    if (safe.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
      return safe;
    }
    String end = CUT + digest(text);
    StringBuilder cut = new StringBuilder();
    int left = LONGEST - end.length();
    for (int c : safe.codePoints().toArray()) {
      String next = Character.toString(c);
      left -= next.getBytes(StandardCharsets.UTF_8).length;
      if (left < 0) {
        break;
      }
      cut.append(next);
    }
    return cut + end;
  }

  private static String percent(String odd) {
    StringBuilder percent = new StringBuilder();
    for (byte b : odd.getBytes(StandardCharsets.UTF_8)) {
      percent.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return percent.toString();
  }

  /** A bucket's key may have empty folders in it, which no file system has. */
  private static String encoded(String folder) {
    String inner = folder.replaceFirst("^/", "").replaceFirst("/$", "");
    return inner.isEmpty()
        ? ""
        : Arrays.stream(inner.split("/", -1))
            .map(segment -> segment.isEmpty() ? EMPTY : segment(segment))
            .collect(Collectors.joining("/"));
  }

  private static String joined(String first, String then) {
    return then.isEmpty() ? first : first + "/" + then;
  }

  /** A local path without {@code .} and {@code ..}; a key of a bucket is what it is. */
  private static String normal(String location) {
    if (STORE.matcher(location).matches()) {
      return location;
    }
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : location.split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return "/" + String.join("/", segments);
  }

  private static String digest(String text) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha).substring(0, TELLING_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256 on every JDK", e);
    }
  }
}
