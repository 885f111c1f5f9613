package darkroom.pipeline;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A manifest's place, from which relative URIs in it are read. */
record ManifestFile(String location) {
  private static final Pattern ABSOLUTE =
      Pattern.compile("(/|[a-zA-Z]:\\\\|[a-zA-Z][a-zA-Z0-9+.-]+:/).*", Pattern.DOTALL);

  Line line(long number) {
    return new Line(location, number);
  }

  /**
   * Where the photo of this URI is: a URI with a scheme or an absolute path as it is, to the
   * letter, and a relative path beside the manifest. Only a {@code file:} URI is percent-decoded.
   */
  String locate(String uri) {
    if (uri.startsWith("file:")) {
      return localPath(uri);
    }
    if (ABSOLUTE.matcher(uri).matches()) {
      return uri;
    }
    int folder = location.lastIndexOf('/');
    return folder < 0 ? uri : location.substring(0, folder + 1) + uri;
  }

  /** Where the photo of a URI in a job file is: a relative path is the working folder's. */
  static String inWorkingFolder(String uri) {
    return new ManifestFile(Path.of("").toAbsolutePath() + "/").locate(uri);
  }

  private static String localPath(String uri) {
    try {
      return Path.of(URI.create(uri)).toString();
    } catch (IllegalArgumentException e) {
      // Not percent-encoded as a URI would be: the path as it is written.
      return uri.replaceFirst("^file:/*", "/");
    }
  }
}
