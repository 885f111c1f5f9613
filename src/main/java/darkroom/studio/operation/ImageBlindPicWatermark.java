package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Hides a logo in a photo, or reads it back, exactly as {@link SmallLogo} drew it or not at all.
 *
 * <p>The works are those that {@link BlindMark}, {@link MarkGrid}, {@link PilotTones} and {@link
 * ConvolutionalCode} cite. The logo comes back in two colours, in its own size up to 512 pixels, as
 * detailed as the photo has room for: about 32x32 in 512x512.
 *
 * @see MarkVersion the versions and what each survives
 */
public final class ImageBlindPicWatermark implements Operation {
  @Override
  public Action action() {
    return Actions.IMAGE_BLIND_PIC_WATERMARK;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      BlindWatermark watermark = new BlindWatermark(action(), images, arguments);
      return watermark.encodes()
          ? Map.of(
              "WatermarkImageURL",
              watermark.marked(hidden(images.get("LogoURL"), watermark.original())))
          : Map.of("LogoURL", Encoding.PNG.picture(SmallLogo.of(watermark.read().bytes())));
    }
  }

  private Hidden hidden(Mat logo, Mat photo) {
    if (logo.cols() > photo.cols() || logo.rows() > photo.rows()) {
      throw new Unacceptable(
          "Expected a logo no larger than the photo of "
              + sides(photo)
              + " for "
              + action()
              + ".LogoURL but was "
              + sides(logo));
    }
    byte[] small =
        SmallLogo.bytes(logo, BlindMark.capacity(photo))
            .orElseThrow(
                () ->
                    new Unacceptable(
                        "Expected a photo with room for a logo for "
                            + action()
                            + ".OriginImageURL but was "
                            + sides(photo)));
    return new Hidden(Hidden.Kind.LOGO, small);
  }

  private static String sides(Mat picture) {
    return picture.cols() + "x" + picture.rows();
  }
}
