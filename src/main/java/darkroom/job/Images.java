package darkroom.job;

import darkroom.action.AlphaMode;
import darkroom.action.ImageFormat;
import darkroom.action.MetadataMode;
import java.io.Serializable;
import java.util.Optional;

/**
 * Which images are written, and how.
 *
 * @param format empty where an image stays in the format that the service gives it
 * @param quality from 1 to 100, of formats that lose something
 * @param background of photos without transparency and of borders, as RRGGBB
 */
public record Images(
    OutputTemplate template,
    MetadataMode metadata,
    Optional<ImageFormat> format,
    int quality,
    AlphaMode alpha,
    String background)
    implements Serializable {
  static final MetadataMode METADATA = MetadataMode.KEEP;
  static final int QUALITY = 92;
  static final AlphaMode ALPHA = AlphaMode.KEEP;

  /** White, as a print is. */
  public static final String BACKGROUND = "FFFFFF";

  /** Images of a template, and all else as it is when a job says nothing. */
  static Images of(OutputTemplate template) {
    return new Images(template, METADATA, Optional.empty(), QUALITY, ALPHA, BACKGROUND);
  }

  private Object writeReplace() {
    return Packed.of(this);
  }
}
