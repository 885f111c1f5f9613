package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Scores how strongly a photo is exposed: 0 black, about 0.5 well exposed, 1 white.
 *
 * <p>Tones are lightnesses (CIE L*, so that equal steps look equal). T. Mertens, J. Kautz, F. Van
 * Reeth, "Exposure Fusion", Pacific Graphics 2007, weights a tone by how well exposed it is: a
 * Gaussian about mid-grey with deviation 0.2. Here that weight is how much a change of a tone tells
 * about the exposure, so a tone counts by the weight's integral from black up to it: midtones tell
 * most, what is clipped or nearly so hardly anything. A lighter rendering of the same scene
 * therefore always scores higher.
 */
public final class AssessExposure implements Operation {
  private static final int TONES = 256;
  private static final double MID_TONE = 0.5;
  private static final double DEVIATION = 0.2;
  private static final float[] EXPOSURE_BY_TONE = exposureByTone();

  @Override
  public Action action() {
    return Actions.ASSESS_EXPOSURE;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat lab = new Mat();
      cvtColor(Pixels.colour(Score.photo(action(), images, arguments)), lab, COLOR_BGR2Lab);
      Mat lightness = new Mat();
      extractChannel(lab, lightness, 0);
      Mat exposure = new Mat();
      LUT(lightness, new Mat(EXPOSURE_BY_TONE), exposure);
      return Score.answer(action(), mean(exposure).get(0));
    }
  }

  private static float[] exposureByTone() {
    double[] integral = new double[TONES];
    for (int tone = 1; tone < TONES; tone++) {
      double away = ((tone - 0.5) / (TONES - 1) - MID_TONE) / DEVIATION;
      integral[tone] = integral[tone - 1] + Math.exp(-away * away / 2);
    }
    float[] share = new float[TONES];
    for (int tone = 0; tone < TONES; tone++) {
      share[tone] = (float) (integral[tone] / integral[TONES - 1]);
    }
    return share;
  }
}
