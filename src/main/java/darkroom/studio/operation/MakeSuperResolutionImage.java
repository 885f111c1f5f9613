package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YCrCb;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_YCrCb2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_ximgproc.guidedFilter;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ByteSize;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Enlarges a photo 2, 3 or 4 times, or keeps its size and takes off noise and softness.
 *
 * <p>Lightness goes through {@link LearnedFilters}, colour, whose detail is hardly seen, through
 * bicubic interpolation. Mode {@code enhancement} sharpens the result besides ({@link Sharpening}).
 */
public final class MakeSuperResolutionImage implements Operation {
  /** The neighbours that filter, smoothing and sharpening of a pixel may reach together. */
  private static final int MARGIN = LearnedFilters.MARGIN + 8;

  private static final double SHARPENING_WIDTH = 0.7;
  private static final double SHARPENING_AMOUNT = 0.8;

  /** The noise, of 255, below which a photo's colours are taken for clean. */
  private static final double CLEAN = 1.5;

  /** How far colours are smoothed where there is noise, in pixels. */
  private static final int COLOUR_REACH = 4;

  /** What one photo is to become. */
  private record Plan(LearnedFilters filters, double noise, boolean sharpened) {}

  @Override
  public Action action() {
    return Actions.MAKE_SUPER_RESOLUTION_IMAGE;
  }

  /** The result has up to sixteen times the pixels, and is encoded besides. */
  @Override
  public ByteSize memory(long pixels) {
    return ByteSize.bytes(SMALL_CHANGE + 100 * pixels);
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("Url");
      int factor = Integer.parseInt(arguments.getOrDefault("UpscaleFactor", "2"));
      boolean sharpened = "enhancement".equals(arguments.get("Mode"));
      double noise = Noise.deviation(Pixels.grey(photo));
      LearnedFilters filters =
          factor == 1 ? FilterBanks.cleaningFrom(noise) : FilterBanks.enlargingBy(factor);
      Plan plan = new Plan(filters, noise, sharpened);
      Mat seen = photo.channels() == 4 ? Transparency.filled(photo) : photo;
      Mat result = new Tiles(MARGIN, factor).apply(seen, seen.type(), tile -> enlarged(tile, plan));
      return Map.of("Url", Encoding.PNG.picture(result));
    }
  }

  private static Mat enlarged(Mat tile, Plan plan) {
    if (tile.channels() == 1) {
      Mat tones = new Mat();
      tile.convertTo(tones, CV_32F);
      Mat grey = new Mat();
      lightness(tones, plan).convertTo(grey, CV_8U);
      return grey;
    }
    if (tile.channels() == 3) {
      return colour(tile, plan);
    }
    Mat opaque = new Mat();
    cvtColor(tile, opaque, COLOR_BGRA2BGR);
    Mat enlarged = new Mat();
    cvtColor(colour(opaque, plan), enlarged, COLOR_BGR2BGRA);
    Mat alpha = new Mat();
    extractChannel(tile, alpha, 3);
    insertChannel(resized(alpha, plan), enlarged, 3);
    return enlarged;
  }

  private static Mat colour(Mat tile, Plan plan) {
    Mat shares = new Mat();
    tile.convertTo(shares, CV_32F, 1 / 255.0, 0);
    cvtColor(shares, shares, COLOR_BGR2YCrCb);
    Mat light = new Mat();
    extractChannel(shares, light, 0);
    Mat tones = new Mat();
    light.convertTo(tones, CV_32F, 255, 0);
    Mat clean = shares;
    if (plan.filters.factor() == 1 && plan.noise > CLEAN) {
      clean = new Mat();
      double contrast = 2 * plan.noise / 255;
      guidedFilter(light, shares, clean, COLOUR_REACH, contrast * contrast);
    }
    Mat enlarged = resized(clean, plan);
    Mat finer = new Mat();
    lightness(tones, plan).convertTo(finer, CV_32F, 1 / 255.0, 0);
    insertChannel(finer, enlarged, 0);
    cvtColor(enlarged, enlarged, COLOR_YCrCb2BGR);
    Mat result = new Mat();
    enlarged.convertTo(result, CV_8U, 255, 0);
    return result;
  }

  /** The part of a tile within its margins, enlarged by interpolation. */
  private static Mat resized(Mat tile, Plan plan) {
    int factor = plan.filters.factor();
    Mat enlarged = tile;
    if (factor > 1) {
      enlarged = new Mat();
      Size size = new Size(tile.cols() * factor, tile.rows() * factor);
      resize(tile, enlarged, size, 0, 0, INTER_CUBIC);
    }
    return within(enlarged, MARGIN * factor).clone();
  }

  /** The part of a tile's lightness within its margins, enlarged by filters and sharpened. */
  private static Mat lightness(Mat tones, Plan plan) {
    Mat finer = plan.filters.apply(tones);
    int factor = plan.filters.factor();
    if (plan.sharpened) {
      finer =
          new Sharpening(SHARPENING_WIDTH * factor, SHARPENING_AMOUNT, plan.noise, factor)
              .apply(finer);
    }
    return within(finer, (MARGIN - LearnedFilters.MARGIN) * factor);
  }

  private static Mat within(Mat picture, int margin) {
    return new Mat(
        picture,
        new Rect(margin, margin, picture.cols() - 2 * margin, picture.rows() - 2 * margin));
  }
}
