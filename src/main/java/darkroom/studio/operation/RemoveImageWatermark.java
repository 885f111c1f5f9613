package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Erases the logos and names of stations and platforms, which stand in the corners of a photo.
 *
 * <p>They are told from the photo by what print has: one colour, hard edges, glyphs that stand
 * together ({@link Glyphs}, {@link Lettering}); or by the one law that all of a white or black logo
 * keeps to that lets the photo through ({@link ClearMarks}). {@link PatchFill} carries the photo on
 * where they were. A photo without a logo comes back as it is, but for a few whose own things look
 * like print. Not found are logos away from the corners, and thin letters that let the photo
 * through where nothing about one of them is smooth.
 */
public final class RemoveImageWatermark implements Operation {
  @Override
  public Action action() {
    return Actions.REMOVE_IMAGE_WATERMARK;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("ImageURL");
      Mat mask = Marks.ofLogos(Marks.colours(photo));
      Mat none = new Mat(photo.rows(), photo.cols(), CV_8UC1, Scalar.all(0));
      return PngAnswer.of(action(), PatchFill.filled(photo, mask, none));
    }
  }
}
