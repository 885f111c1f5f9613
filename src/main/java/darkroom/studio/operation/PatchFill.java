package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgproc.boundingRect;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Fills a hole in a picture with what is around it, so that every small patch of the filling looks
 * like one of the rest.
 *
 * <p>Y. Wexler, E. Shechtman, M. Irani, "Space-Time Completion of Video", IEEE Transactions on
 * Pattern Analysis and Machine Intelligence 29 (3), 2007, with the search of {@link Matches} and
 * from coarse to fine as A. Newson, A. Almansa, M. Fradet, Y. Gousseau, P. Pérez, "Video Inpainting
 * of Complex Scenes", SIAM Journal on Imaging Sciences 7 (4), 2014. The first guess at the coarsest
 * scale is {@link Membrane}'s, which also is the result where there is nothing to copy.
 */
final class PatchFill {
  /** Scales are made until the hole is no deeper than this. */
  private static final int SHALLOW = 4;

  /** Least side of a coarser scale. */
  private static final int SMALLEST = 24;

  /** How many patches are matched, all rounds together, at one scale: what bounds the time. */
  private static final int WORK = 700_000;

  private static final int MOST_ROUNDS = 16;

  /** What coarser scales have settled needs but a last touch where it takes the longest. */
  private static final int LAST_ROUNDS = 2;

  /** How far matches move at a finer scale, where they come from a coarser one. */
  private static final int NEARBY = 8;

  /** How far around the hole is looked, in pixels at least, and in sides of the hole. */
  private static final int MARGIN = 96;

  /**
   * The membrane's share of the result. Detail that is as strong as the true one but elsewhere is
   * twice as wrong as none; some of each is nearest to the truth where matches are partly right.
   */
  private static final float HEDGE = 0.6f;

  private PatchFill() {}

  /**
   * A copy of the picture, filled.
   *
   * @param picture 8-bit, any number of channels
   * @param hole 8-bit, not 0 where to fill
   * @param barred 8-bit, not 0 where nothing may be copied from
   */
  static Mat filled(Mat picture, Mat hole, Mat barred) {
    Mat filled = picture.clone();
    Rect box = boundingRect(hole);
    if (box.width() > 0) {
      Rect frame = around(box, picture);
      Holed part = Holed.of(filled, hole, barred, frame);
      fill(part);
      part.writeTo(filled, frame);
    }
    return filled;
  }

  private static Rect around(Rect box, Mat picture) {
    int aside = Math.max(MARGIN, box.width());
    int above = Math.max(MARGIN, box.height());
    int left = Math.max(0, box.x() - aside);
    int top = Math.max(0, box.y() - above);
    int right = Math.min(picture.cols(), box.x() + box.width() + aside);
    int bottom = Math.min(picture.rows(), box.y() + box.height() + above);
    return new Rect(left, top, right - left, bottom - top);
  }

  private static void fill(Holed picture) {
    Deque<Holed> scales = new ArrayDeque<>();
    Holed scale = picture;
    scales.push(scale);
    while (deepest(scale) > SHALLOW && Math.min(scale.width(), scale.height()) >= 2 * SMALLEST) {
      scale = scale.halved();
      if (!Matches.possible(scale)) {
        break;
      }
      scales.push(scale);
    }
    Membrane.stretch(scales.peek());
    if (!Matches.possible(scales.peek())) {
      return;
    }
    Holed coarsest = scales.pop();
    Matches matches = Matches.random(coarsest);
    refine(coarsest, matches, Math.max(coarsest.width(), coarsest.height()), MOST_ROUNDS);
    while (!scales.isEmpty()) {
      Holed finer = scales.pop();
      matches = Matches.refined(finer, matches);
      matches.vote(finer.depths());
      refine(finer, matches, NEARBY, scales.isEmpty() ? LAST_ROUNDS : MOST_ROUNDS);
    }
    hedge(picture);
  }

  /** Draws the filling towards the membrane. */
  private static void hedge(Holed picture) {
    float[] patches = picture.values().clone();
    Membrane.stretch(picture);
    float[] values = picture.values();
    for (int i = 0; i < values.length; i++) {
      values[i] += (1 - HEDGE) * (patches[i] - values[i]);
    }
  }

  private static int deepest(Holed picture) {
    int deepest = 0;
    for (int depth : picture.depths()) {
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  private static void refine(Holed picture, Matches matches, int reach, int most) {
    int rounds = Math.min(Math.max(WORK / Math.max(1, matches.size()), 1), most);
    int[] depths = picture.depths();
    for (int i = 0; i < rounds; i++) {
      matches.improve(reach);
      matches.vote(depths);
    }
  }
}
