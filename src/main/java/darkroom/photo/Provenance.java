package darkroom.photo;

import darkroom.action.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * How a result came to be.
 *
 * @param source where the original is, without credentials
 * @param identity of the original's content
 * @param recipe the name of the job
 * @param actions each paid call in order, such as {@code ColorizeImage() request 0A1B}
 */
public record Provenance(
    String source, String identity, String recipe, List<String> actions, Instant time) {
  public Provenance {
    actions = List.copyOf(actions);
  }

  /** Whether a file of this format can hold it. */
  public static boolean fitsInto(ImageFormat format) {
    return switch (format) {
      case JPEG, PNG, WEBP -> true;
      case BMP, TIFF -> false;
    };
  }

  /** An XMP file to lie beside a result that cannot hold it, such as a BMP or a video. */
  public byte[] sidecar() {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Xmp.of(this).text())
        .getBytes(StandardCharsets.UTF_8);
  }
}
