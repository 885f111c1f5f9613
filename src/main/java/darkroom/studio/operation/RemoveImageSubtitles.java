package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Erases subtitles inside a box: lines of text of one colour, outlined, shadowed or plain, in any
 * script.
 *
 * <p>Text is found by {@link Glyphs} and {@link Lettering}, its pixels by {@link MarkMask}, and the
 * photo goes on in {@link PatchFill}. A photo without text comes back as it is. Not found are fewer
 * than three glyphs, letters lower than five pixels, text that differs by less than an eighth of
 * the tonal range from what is around it, and thin letters on texture of their colour.
 */
public final class RemoveImageSubtitles implements Operation {
  @Override
  public Action action() {
    return Actions.REMOVE_IMAGE_SUBTITLES;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("ImageURL");
      Rect box = box(photo, arguments);
      if (box.width() == 0 || box.height() == 0) {
        return PngAnswer.of(action(), photo);
      }
      Mat mask = Marks.ofText(Marks.colours(photo), box);
      Mat none = new Mat(photo.rows(), photo.cols(), CV_8UC1, Scalar.all(0));
      return PngAnswer.of(action(), PatchFill.filled(photo, mask, none));
    }
  }

  /** The box in pixels: every pixel that it touches, within the photo. */
  private static Rect box(Mat photo, Map<String, String> arguments) {
    double left = Double.parseDouble(arguments.get("BX"));
    double top = Double.parseDouble(arguments.get("BY"));
    double right = Math.min(1, left + Double.parseDouble(arguments.get("BW")));
    double bottom = Math.min(1, top + Double.parseDouble(arguments.get("BH")));
    int x = (int) Math.floor(left * photo.cols());
    int y = (int) Math.floor(top * photo.rows());
    return new Rect(
        x,
        y,
        (int) Math.ceil(right * photo.cols()) - x,
        (int) Math.ceil(bottom * photo.rows()) - y);
  }
}
