package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY_INV;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds the flat, hard-edged patches of a picture, brighter or darker than what is around them.
 *
 * <p>As the extremal regions of J. Matas, O. Chum, M. Urban, T. Pajdla, "Robust Wide Baseline
 * Stereo from Maximally Stable Extremal Regions", BMVC 2002, over a few thresholds of each channel;
 * and text by them: L. Neumann, J. Matas, "Real-Time Scene Text Localization and Recognition", CVPR
 * 2012. Instead of being stable over thresholds a patch must be of one colour, which print is and
 * nature is not.
 */
final class Glyphs {
  private static final int STEP = 16;

  /** How far a pixel's value may be from the patch's extreme and still be of its colour. */
  private static final int FLAT = 20;

  private static final double LEAST_FLATNESS = 0.4;

  /** How much the patch's colour must differ from what is two pixels off. */
  private static final double LEAST_CONTRAST = 32;

  private static final int LEAST_HEIGHT = 5;
  private static final int LEAST_AREA = 12;

  /** A patch that holds more of its box than this is no letter, one that holds less is a wisp. */
  private static final double LEAST_FILL = 0.06;

  private final byte[] pixels;
  private final int width;
  private final int height;
  private final int channels;
  private final List<Glyph> found = new ArrayList<>();

  private Glyphs(Mat picture) {
    this.width = picture.cols();
    this.height = picture.rows();
    this.channels = picture.channels();
    this.pixels = Pixels.bytes(picture);
  }

  /** What is measured of the pixels of a label. */
  private static final class Tally {
    int area;
    int left = Integer.MAX_VALUE;
    int right = -1;
    int top = Integer.MAX_VALUE;
    int bottom = -1;
    int extreme;
    int flat;
    int off;
    int edge;
    int around;
    double aroundSum;
    final double[] colour = new double[3];

    Frame box() {
      return new Frame(left, top, right - left + 1, bottom - top + 1);
    }
  }

  /** The patches of a continuous 8-bit picture, each once; none is higher than a given height. */
  static List<Glyph> of(Mat picture, int highest) {
    Glyphs glyphs = new Glyphs(picture);
    for (int channel = 0; channel < glyphs.channels; channel++) {
      for (int level = STEP; level < 256; level += STEP) {
        glyphs.look(picture, channel, level, highest, THRESH_BINARY);
        glyphs.look(picture, channel, level, highest, THRESH_BINARY_INV);
      }
    }
    return distinct(glyphs.found);
  }

  private void look(Mat picture, int channel, int level, int highest, int way) {
    int[] labels = new int[width * height];
    int count;
    try (PointerScope scope = new PointerScope()) {
      Mat values = new Mat();
      extractChannel(picture, values, channel);
      Mat over = new Mat();
      threshold(values, over, level, 255, way);
      Mat labelled = new Mat();
      count = connectedComponents(over, labelled, 8, CV_32S);
      new IntPointer(labelled.ptr()).get(labels);
    }
    int sign = way == THRESH_BINARY ? 1 : -1;
    Frame whole = new Frame(0, 0, width, height);
    Tally[] tallies = outlined(labels, count, channel, sign);
    for (int i = 1; i < count; i++) {
      if (!isShaped(tallies[i].box(), tallies[i].area, whole, highest)) {
        tallies[i] = null;
      }
    }
    measure(labels, tallies, channel, sign);
    for (Tally tally : tallies) {
      if (tally != null) {
        keep(tally, sign);
      }
    }
  }

  private Tally[] outlined(int[] labels, int count, int channel, int sign) {
    Tally[] tallies = new Tally[count];
    for (int i = 1; i < count; i++) {
      tallies[i] = new Tally();
      tallies[i].extreme = sign > 0 ? 0 : 255;
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] > 0) {
        Tally tally = tallies[labels[i]];
        int x = i % width;
        int y = i / width;
        tally.area++;
        tally.left = Math.min(tally.left, x);
        tally.right = Math.max(tally.right, x);
        tally.top = Math.min(tally.top, y);
        tally.bottom = Math.max(tally.bottom, y);
        int value = value(i, channel);
        if ((value - tally.extreme) * sign > 0) {
          tally.extreme = value;
        }
      }
    }
    return tallies;
  }

  /** Whether a patch of a picture may be a letter or a part of a logo, by its box and area. */
  static boolean isShaped(Frame box, int area, Frame picture, int highest) {
    return picture.encloses(box)
        && Math.max(box.width(), box.height()) >= LEAST_HEIGHT
        && box.height() <= highest
        && box.width() <= 8 * highest
        && area >= LEAST_AREA
        && area >= LEAST_FILL * box.width() * box.height();
  }

  private void measure(int[] labels, Tally[] tallies, int channel, int sign) {
    for (int i = 0; i < labels.length; i++) {
      Tally tally = tallies[labels[i]];
      if (labels[i] == 0 || tally == null) {
        continue;
      }
      int value = value(i, channel);
      if ((tally.extreme - value) * sign <= FLAT) {
        tally.flat++;
        tally.off += Math.abs(tally.extreme - value);
        for (int c = 0; c < channels; c++) {
          tally.colour[c] += value(i, c);
        }
      }
      look(labels, tally, i, i % width > 1 ? -1 : 0, channel);
      look(labels, tally, i, i % width < width - 2 ? 1 : 0, channel);
      look(labels, tally, i, i >= 2 * width ? -width : 0, channel);
      look(labels, tally, i, i < labels.length - 2 * width ? width : 0, channel);
    }
  }

  /** Looks one way from a pixel of a patch: is this its edge, and what is beyond? */
  private void look(int[] labels, Tally tally, int i, int way, int channel) {
    if (way != 0 && labels[i + way] != labels[i]) {
      tally.edge++;
      if (labels[i + 2 * way] != labels[i]) {
        tally.around++;
        tally.aroundSum += value(i + 2 * way, channel);
      }
    }
  }

  private void keep(Tally tally, int sign) {
    double flatness = (double) tally.flat / tally.area;
    double contrast = (tally.extreme - tally.aroundSum / Math.max(1, tally.around)) * sign;
    if (tally.around > 0 && flatness >= LEAST_FLATNESS && contrast >= LEAST_CONTRAST) {
      double[] colour = new double[channels];
      for (int c = 0; c < channels; c++) {
        colour[c] = tally.colour[c] / tally.flat;
      }
      found.add(
          new Glyph(
              tally.left,
              tally.top,
              tally.right - tally.left + 1,
              tally.bottom - tally.top + 1,
              colour,
              tally.area,
              flatness,
              (double) tally.off / tally.flat,
              2.0 * tally.area / tally.edge));
    }
  }

  private int value(int pixel, int channel) {
    return pixels[pixel * channels + channel] & 0xff;
  }

  private static List<Glyph> distinct(List<Glyph> glyphs) {
    List<Glyph> byFlatness = new ArrayList<>(glyphs);
    byFlatness.sort(
        Comparator.comparingDouble(Glyph::flatness).reversed().thenComparing(Glyph::area));
    List<Glyph> distinct = new ArrayList<>();
    for (Glyph glyph : byFlatness) {
      if (distinct.stream().noneMatch(glyph::same)) {
        distinct.add(glyph);
      }
    }
    return distinct;
  }
}
