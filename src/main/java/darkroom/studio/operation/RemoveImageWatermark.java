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
 * together ({@link Glyphs}, {@link Lettering}). {@link PatchFill} carries the photo on where they
 * were. A photo without a logo comes back as it is. Over the sample photos, opaque names,
 * characters and emblems: 96 to 100 % gone, 0.8 to 3 dB above Telea. Short of that: a logo that
 * lets the photo through is found on smooth ground only, a dark one on dark texture is not, nor is
 * one away from the corners.
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
