package darkroom.action;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An encoded image format that some action reads. */
public enum ImageFormat {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  BMP("image/bmp", "bmp"),
  WEBP("image/webp", "webp"),
  TIFF("image/tiff", "tif");

  private final String mediaType;
  private final String extension;

  ImageFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The usual file name extension, without a dot. */
  public String extension() {
    return extension;
  }

  /** The format of a file name's extension, which may also be {@code jpeg} or {@code tiff}. */
  public static Optional<ImageFormat> ofExtension(String extension) {
    String wanted = extension.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(f -> f.extension.equals(wanted) || f.name().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }
}
