package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds white or black logos and names that let the photo through.
 *
 * <p>That blending takes every pixel by one law is what T. Dekel, M. Rubinstein, C. Liu, W.
 * Freeman, "On the Effectiveness of Visible Watermarks", CVPR 2017, take marks off many photos by;
 * here it must do in one. {@link VeilPatches} finds a part or two that keep to the law all around,
 * on smooth ground; from there {@link Veil} tells the rest, also where the ground is not smooth.
 */
final class ClearMarks {
  /** The least share of a patch's edge that is a veil's, for a part and for one to begin with. */
  private static final double PART = 0.55;

  private static final double SEED = 0.75;
  private static final int SEED_SIDE = 6;
  private static final int MOST_SEEDS = 6;
  private static final int TELLING_EDGE = 40;

  /** How alike the frames are of one patch at two thresholds. */
  private static final double SAME_PATCH = 0.5;

  /** What goes with a sure mark, as the disc around a sign, need not be as sure. */
  private static final double COMPANION = 0.6;

  /** How far the ground of a sign reaches beyond it at first, in its sides. */
  private static final double GROUND = 0.6;

  /** What is so close to a sign is its ground, in pixels. */
  private static final int RING = 3;

  private static final List<Double> GROUND_SHARES = List.of(0.4, 0.5, 0.6);

  /** How much ink is in what lets the photo through; more is print, which is found otherwise. */
  private static final double LEAST_INK = 0.28;

  private static final double MOST_INK = 0.66;

  /** How far the step of a part may be from the mark's, in steps. */
  private static final double ONE_VEIL = 0.2;

  /** How often it is looked on where the last look has ended, until it ends at the same place. */
  private static final int ROUNDS = 4;

  private static final double SAME_PLACE = 0.98;

  /** How far aside of what is known is looked for more of it: in its heights, and in pixels. */
  private static final double REACH_OF_TEXT = 2;

  private static final double REACH_OF_GROUND = 0.25;
  private static final int LEAST_REACH = 8;

  /** How far parts reach above and below others, in heights of the mark. */
  private static final double AIR = 0.35;

  private static final int LEAST_AIR = 3;

  /** How many places are parted in a corner, all looks together: what bounds the time. */
  private static final long WORK = 800_000;

  private final Mat picture;
  private final Frame bounds;
  private final int highest;
  private long work = WORK;

  private ClearMarks(Mat picture, int highest) {
    this.picture = picture;
    this.bounds = Frame.whole(picture);
    this.highest = highest;
  }

  /**
   * The pixels of the marks that begin in a corner of a continuous 8-bit picture, 255 or 0.
   *
   * @param highest the greatest height of a part, in pixels
   * @param placed where a mark may be
   */
  static Mat in(Mat picture, Frame corner, int highest, Predicate<Frame> placed) {
    ClearMarks all = new ClearMarks(picture, highest);
    List<ClearMark> marks = new ArrayList<>();
    Mat part = corner.of(picture).clone();
    for (int ink : new int[] {255, 0}) {
      marks.addAll(
          all.from(
              VeilPatches.of(part, highest, ink).stream()
                  .filter(ClearMarks::isPart)
                  .map(patch -> patch.within(corner, picture.cols()))
                  .toList()));
    }
    marks.removeIf(mark -> !placed.test(mark.frame()));
    List<ClearMark> sure = marks.stream().filter(ClearMark::isSure).toList();
    sure.stream()
        .filter(ClearMark::isSign)
        .flatMap(sign -> all.around(sign).stream())
        .filter(ground -> placed.test(ground.frame()))
        .forEach(marks::add);
    Mat mask = new Mat(picture.rows(), picture.cols(), CV_8UC1, Scalar.all(0));
    for (ClearMark mark : marks) {
      boolean companion =
          mark.agreement() >= COMPANION
              && sure.stream().anyMatch(other -> mark.goesWith(other, all.bounds));
      if (mark.isSure() || companion) {
        paint(mask, mark.pixels());
      }
    }
    return mask;
  }

  private static void paint(Mat mask, int[] places) {
    BytePointer pixels = new BytePointer(mask.ptr());
    for (int place : places) {
      pixels.put(place, (byte) 255);
    }
  }

  private static boolean isPart(VeilPatch patch) {
    double share = patch.veil().share();
    return patch.agreement() >= PART && share >= LEAST_INK && share <= MOST_INK;
  }

  private static boolean isSeed(VeilPatch patch) {
    return patch.agreement() >= SEED
        && Math.min(patch.frame().width(), patch.frame().height()) >= SEED_SIDE;
  }

  /** A longer edge tells more, up to what no chance makes. */
  private static double promise(VeilPatch patch) {
    return patch.agreement() * Math.min(TELLING_EDGE, patch.edge());
  }

  /** The marks that the likeliest patches of one ink belong to. */
  private List<ClearMark> from(List<VeilPatch> patches) {
    List<VeilPatch> open =
        new ArrayList<>(
            patches.stream()
                .filter(ClearMarks::isSeed)
                .sorted(Comparator.comparingDouble(ClearMarks::promise).reversed())
                .toList());
    List<ClearMark> marks = new ArrayList<>();
    for (int i = 0; i < MOST_SEEDS && !open.isEmpty(); i++) {
      VeilPatch seed = open.remove(0);
      open.removeIf(other -> other.frame().likeness(seed.frame()) > SAME_PATCH);
      Optional<ClearMark> mark = from(seed, REACH_OF_TEXT);
      mark.ifPresent(found -> open.removeIf(other -> found.frame().holds(other.frame())));
      mark.ifPresent(marks::add);
    }
    return marks;
  }

  /**
   * The mark about a sign in the other ink, if there is one, as a disc that a sign stands on. Where
   * the photo is not smooth about it, no patch shows it, so veils of some strengths are tried.
   */
  private Optional<ClearMark> around(ClearMark sign) {
    Frame frame = sign.frame();
    Frame wide = frame.grown(GROUND, bounds);
    int[] pixels = ring(sign.pixels(), wide);
    int ink = 255 - sign.parts().get(0).veil().ink();
    return GROUND_SHARES.stream()
        .map(share -> new VeilPatch(wide, pixels, Veil.of(ink, share), 1, pixels.length))
        .flatMap(seed -> from(seed, REACH_OF_GROUND).stream())
        .filter(ground -> ground.frame().holds(frame))
        .max(Comparator.comparingDouble(ClearMark::agreement));
  }

  /** What is close around pixels. */
  private int[] ring(int[] places, Frame within) {
    try (PointerScope scope = new PointerScope()) {
      Mat inner = new Mat(picture.rows(), picture.cols(), CV_8UC1, Scalar.all(0));
      paint(inner, places);
      Mat ring = new Mat();
      int side = 2 * RING + 1;
      dilate(inner, ring, getStructuringElement(MORPH_ELLIPSE, new Size(side, side)));
      subtract(ring, inner, ring);
      return places(within.of(ring), within);
    }
  }

  /** The places in the picture of what a mask of a part of it shows. */
  private int[] places(Mat mask, Frame part) {
    try (UByteIndexer pixels = mask.createIndexer()) {
      return IntStream.range(0, (int) part.area())
          .filter(i -> pixels.get(i / part.width(), i % part.width()) != 0)
          .map(i -> (part.y() + i / part.width()) * picture.cols() + part.x() + i % part.width())
          .toArray();
    }
  }

  private Optional<ClearMark> from(VeilPatch seed, double reach) {
    List<VeilPatch> parts = List.of(seed);
    Optional<ClearMark> mark = Optional.empty();
    for (int round = 0; round < ROUNDS; round++) {
      Frame before = ClearMark.frame(parts);
      mark = more(parts, seed.veil(), reach);
      if (mark.isEmpty() || mark.get().frame().likeness(before) > SAME_PLACE) {
        break;
      }
      parts = mark.get().parts();
    }
    return mark;
  }

  /** What a veil covers about the parts of it that are known; nothing where that is too much. */
  private Optional<ClearMark> more(List<VeilPatch> known, Veil veil, double reach) {
    Frame frame = ClearMark.frame(known);
    int aside = Math.max(LEAST_REACH, (int) (reach * frame.height()));
    int above = Math.max(LEAST_REACH, aside / 2);
    Frame near = frame.widened(aside, above, bounds);
    Frame band = frame.widened(bounds.width(), air(frame), bounds);
    work -= near.area();
    if (work < 0) {
      return Optional.empty();
    }
    try (PointerScope scope = new PointerScope()) {
      Mat seen = new Mat(picture.rows(), picture.cols(), CV_8UC1, Scalar.all(0));
      known.forEach(patch -> paint(seen, patch.pixels()));
      Mat part = near.of(picture).clone();
      Mat covered = veil.covered(part, near.of(seen).clone());
      List<VeilPatch> parts =
          VeilPatches.of(part, highest, veil.ink(), covered).stream()
              .map(patch -> patch.within(near, picture.cols()))
              .filter(patch -> isPart(patch) && band.holds(patch.frame()))
              .filter(p -> Math.abs(p.veil().step() - veil.step()) <= ONE_VEIL * veil.step())
              .toList();
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      Frame all = ClearMark.frame(parts);
      Frame within = all.widened(air(all), air(all), bounds).from(near);
      return Optional.of(new ClearMark(parts, places(Pieces.of(covered, within::holds), near)));
    }
  }

  private static int air(Frame frame) {
    return Math.max(LEAST_AIR, (int) (AIR * frame.height()));
  }
}
