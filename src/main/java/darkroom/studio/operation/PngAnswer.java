package darkroom.studio.operation;

import darkroom.action.Action;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The answer of an action whose result is one picture, in the field it declares: PNG, so that what
 * was left alone is the same to the pixel.
 */
final class PngAnswer {
  private PngAnswer() {}

  static Map<String, Object> of(Action action, Mat picture) {
    return Map.of(action.results().get(0).name(), Encoding.PNG.picture(picture));
  }
}
