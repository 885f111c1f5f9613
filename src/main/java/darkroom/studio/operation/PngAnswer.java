package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import darkroom.action.Action;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The answer of an action whose result is one picture, in the field it declares: PNG, so that what
 * was left alone is the same to the pixel.
 */
final class PngAnswer {
  private PngAnswer() {}

  static Map<String, Object> of(Action action, Mat picture) {
    BytePointer encoded = new BytePointer();
    if (!imencode(".png", picture, encoded)) {
      throw new IllegalStateException("PNG encoding failed for " + action);
    }
    byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
    encoded.get(bytes);
    return Map.of(action.results().get(0).name(), new Picture(bytes, "image/png", "png"));
  }
}
