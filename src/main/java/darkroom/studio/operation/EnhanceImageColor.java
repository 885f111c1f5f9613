package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.max;
import static org.bytedeco.opencv.global.opencv_core.min;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Betters a photo's contrast and colours, or develops flat log footage for the display.
 *
 * <p>{@code LogC}: {@link LogC} to the light of the scene in Rec. 709 colours, a shoulder for what
 * is brighter than white paper, and the camera curve of Recommendation ITU-R BT.709-6. {@code
 * Rec709}: {@link Grade}.
 */
public final class EnhanceImageColor implements Operation {
  /** Where finer steps of colour are no longer seen. */
  private static final int JPEG_QUALITY = 95;

  /** The light at which the shoulder begins; below, the scene is rendered as it was. */
  private static final double SHOULDER = 0.6;

  @Override
  public Action action() {
    return Actions.ENHANCE_IMAGE_COLOR;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("ImageURL");
      Mat colours = opaque(photo);
      boolean log = "LogC".equals(arguments.get("Mode"));
      ColourTable table =
          new ColourTable(log ? EnhanceImageColor::developed : Grade.of(colours)::apply);
      UnaryOperator<Mat> work = log ? table::apply : tile -> unclipped(tile, table.apply(tile));
      Mat result = new Tiles(0, 1).apply(colours, CV_8UC3, work);
      boolean jpeg = "jpg".equals(arguments.get("OutputFormat"));
      Mat whole = withAlphaOf(photo, result);
      return Map.of(
          "ImageURL",
          jpeg ? Encoding.JPEG.picture(whole, JPEG_QUALITY) : Encoding.PNG.picture(whole));
    }
  }

  private static Mat opaque(Mat photo) {
    if (photo.channels() != 4) {
      return Pixels.colour(photo);
    }
    Mat colours = new Mat();
    cvtColor(photo, colours, COLOR_BGRA2BGR);
    return colours;
  }

  private static Mat withAlphaOf(Mat photo, Mat colours) {
    if (photo.channels() != 4) {
      return colours;
    }
    Mat alpha = new Mat();
    extractChannel(photo, alpha, 3);
    Mat whole = new Mat();
    cvtColor(colours, whole, COLOR_BGR2BGRA);
    insertChannel(alpha, whole, 3);
    return whole;
  }

  /** A graded tile with no channel at an end of its range that was not there before. */
  private static Mat unclipped(Mat tile, Mat graded) {
    Mat bound = new Mat();
    min(tile, new Mat(tile.size(), tile.type(), Scalar.all(1)), bound);
    max(graded, bound, graded);
    max(tile, new Mat(tile.size(), tile.type(), Scalar.all(254)), bound);
    min(graded, bound, graded);
    return graded;
  }

  private static double[] developed(double[] code) {
    double red = LogC.light(code[2]);
    double green = LogC.light(code[1]);
    double blue = LogC.light(code[0]);
    double[] developed = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      developed[2 - channel] = display(LogC.rec709(channel, red, green, blue));
    }
    return developed;
  }

  /** The signal for the light of a scene. */
  private static double display(double light) {
    double shown = light < SHOULDER ? light : shoulder(light);
    return shown < 0.018 ? Math.max(0, 4.5 * shown) : 1.099 * Math.pow(shown, 0.45) - 0.099;
  }

  /** Bends off towards white, which it never reaches, without a corner. */
  private static double shoulder(double light) {
    double room = 1 - SHOULDER;
    double over = (light - SHOULDER) / room;
    return SHOULDER + room * over / (1 + over);
  }
}
