package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_Lab2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;
import static org.bytedeco.opencv.global.opencv_ximgproc.guidedFilter;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.photo.Monochrome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Colours a black-and-white photo, also one that is toned as sepia is; a colour photo stays as it
 * is.
 *
 * <p>A small copy gets {@link LearnedColours}; they are brought to the photo's size along its edges
 * by the guided filter of K. He, J. Sun, X. Tang, "Guided Image Filtering", IEEE Transactions on
 * Pattern Analysis and Machine Intelligence 35 (6), 2013, so that colour ends where things end.
 * Lightness is kept.
 *
 * <p>They were learned from 262 photos, with hardly a person among them; the skin of faces seen
 * from the front gets its colour from {@link Complexion}. Faces from the side, hair, clothes and
 * hands are left to what was learned. On five samples and five large photos that are none of those,
 * the mean CIEDE2000 to the original is 12 % below that of grey; a photo with hardly any colour, or
 * with colours that no tone tells of, is not helped.
 */
public final class ColorizeImage implements Operation {
  /** The resource with the learned colours. */
  static final String LEARNED = "learned.colours";

  /** The size at which places are compared. */
  static final int SIDE = 160;

  /** The difference of two channels that no black-and-white photo has, scanned or compressed. */
  private static final int TINT = 14;

  /** The share of pixels with such a difference from which a photo is in colour. */
  private static final double IN_COLOUR = 0.01;

  /** How far along edges colours are gathered, in longer sides of the photo. */
  private static final double REACH = 1 / 60.0;

  /** The square of a step of tone, 0 to 1, that is an edge to colours. */
  private static final double EDGE = 0.001;

  private static final class Read {
    static final LearnedColours LEARNED = learned();

    private static LearnedColours learned() {
      try (InputStream stored = ColorizeImage.class.getResourceAsStream(ColorizeImage.LEARNED)) {
        if (stored == null) {
          throw new IllegalStateException("Expected learned colours among the resources");
        }
        return LearnedColours.read(stored);
      } catch (IOException e) {
        throw new UncheckedIOException("Expected to read the learned colours", e);
      }
    }
  }

  @Override
  public Action action() {
    return Actions.COLORIZE_IMAGE;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("ImageURL");
      return Map.of("ImageURL", Encoding.PNG.picture(inColour(photo) ? photo : coloured(photo)));
    }
  }

  private static boolean inColour(Mat photo) {
    if (photo.channels() == 1) {
      return false;
    }
    Mat red = new Mat();
    extractChannel(photo, red, 2);
    Mat blue = new Mat();
    extractChannel(photo, blue, 0);
    Mat green = new Mat();
    extractChannel(photo, green, 1);
    return (tinted(red, blue) || tinted(red, green)) && !isToned(photo);
  }

  /** An old print is of one tone; that is not its subject's colour. */
  private static boolean isToned(Mat photo) {
    Mat opaque = new Mat();
    if (photo.channels() == 4) {
      cvtColor(photo, opaque, COLOR_BGRA2BGR);
    }
    return Monochrome.of(photo.channels() == 4 ? opaque : photo);
  }

  private static boolean tinted(Mat one, Mat other) {
    Mat difference = new Mat();
    absdiff(one, other, difference);
    threshold(difference, difference, TINT, 255, THRESH_BINARY);
    return countNonZero(difference) > IN_COLOUR * difference.total();
  }

  private static Mat coloured(Mat photo) {
    if (photo.channels() != 4) {
      return ofGrey(Pixels.grey(photo));
    }
    Mat grey = new Mat();
    cvtColor(photo, grey, COLOR_BGRA2BGR);
    cvtColor(grey, grey, COLOR_BGR2GRAY);
    Mat alpha = new Mat();
    extractChannel(photo, alpha, 3);
    Mat coloured = new Mat();
    cvtColor(ofGrey(grey), coloured, COLOR_BGR2BGRA);
    insertChannel(alpha, coloured, 3);
    return coloured;
  }

  /** An 8-bit grey photo in colours. */
  static Mat ofGrey(Mat grey) {
    Mat small = small(grey);
    Mat colours = new Mat(Read.LEARNED.of(new ToneTexture(small))).reshape(2, small.rows());
    Mat spread = new Mat();
    resize(colours, spread, grey.size(), 0, 0, INTER_LINEAR);
    Mat tones = new Mat();
    grey.convertTo(tones, CV_32F, 1 / 255.0, 0);
    int reach = Math.max(2, (int) (REACH * Math.max(grey.cols(), grey.rows())));
    Mat along = new Mat();
    guidedFilter(tones, spread, along, reach, EDGE);
    Mat withSkin = Complexion.over(along, grey, tones);
    Mat shades = new Mat();
    cvtColor(tones, shades, COLOR_GRAY2BGR);
    cvtColor(shades, shades, COLOR_BGR2Lab);
    for (int channel = 0; channel < 2; channel++) {
      Mat colour = new Mat();
      extractChannel(withSkin, colour, channel);
      insertChannel(colour, shades, channel + 1);
    }
    cvtColor(shades, shades, COLOR_Lab2BGR);
    Mat coloured = new Mat(grey.size(), CV_8UC3);
    shades.convertTo(coloured, CV_8U, 255, 0);
    return coloured;
  }

  /** The photo at the size at which places are compared. */
  static Mat small(Mat photo) {
    return Pixels.within(photo, SIDE);
  }
}
