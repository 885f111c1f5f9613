package darkroom.photo;

import darkroom.action.AlphaMode;
import darkroom.action.ImageFormat;
import darkroom.action.MetadataMode;
import java.util.Optional;

/**
 * How an output is to be.
 *
 * @param format empty for the one in which the result came
 * @param quality of JPEG and WEBP, 1 to 100, where pixels are written anew
 * @param background what is under transparent pixels where the output has none, as RRGGBB
 */
public record Wish(
    Optional<ImageFormat> format,
    int quality,
    MetadataMode metadata,
    AlphaMode alpha,
    String background) {
  public Wish {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException(
          "Expected 1 to 100 for an output's quality but was " + quality);
    }
    Background.of(background);
  }
}
