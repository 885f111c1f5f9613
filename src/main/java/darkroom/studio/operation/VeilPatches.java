package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds patches that may be parts of a {@link Veil}, by their edges: in its logarithms they are
 * brighter than what is around them, as {@link Glyphs} are in a picture.
 */
final class VeilPatches {
  /** From one threshold to the next; the faintest veil that is looked for makes a greater step. */
  private static final int LEVEL = 14;

  private static final int LEAST_STEP = 12;

  /** How far, in tones, and of its change, a tone may be from what the veil makes. */
  private static final double TONES = 6;

  private static final double OFF = 0.25;

  /** A tone nearer to the ink than this tells little of a veil. */
  private static final int SHOWN = 40;

  /** Less than this in tones is not seen. */
  private static final int LEAST_CONTRAST = 16;

  private final int ink;
  private final int width;
  private final int height;
  private final int channels;
  private final byte[] tones;
  private final byte[] logarithms;
  private final List<VeilPatch> found = new ArrayList<>();

  private VeilPatches(Mat picture, int ink) {
    this.ink = ink;
    this.width = picture.cols();
    this.height = picture.rows();
    this.channels = picture.channels();
    this.tones = Pixels.bytes(picture);
    this.logarithms = Pixels.bytes(Veil.logarithms(picture, ink));
  }

  /** The patches of a continuous 8-bit picture, the same ones at several thresholds. */
  static List<VeilPatch> of(Mat picture, int highest, int ink) {
    VeilPatches patches = new VeilPatches(picture, ink);
    double most = Veil.SCALE * Math.log(255.0 / Veil.NEAREST);
    try (PointerScope scope = new PointerScope()) {
      Mat means = Pixels.picture(patches.means(), picture.size());
      Mat over = new Mat();
      for (int level = LEVEL / 2; level < most; level += LEVEL) {
        threshold(means, over, level, 255, THRESH_BINARY);
        patches.look(over, highest);
      }
    }
    return patches.found;
  }

  /** Of the logarithms of a pixel's channels. */
  private byte[] means() {
    byte[] means = new byte[width * height];
    for (int i = 0; i < means.length; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += logarithms[i * channels + c] & 0xff;
      }
      means[i] = (byte) Math.round((double) sum / channels);
    }
    return means;
  }

  /** The patches that a mask shows. */
  static List<VeilPatch> of(Mat picture, int highest, int ink, Mat mask) {
    VeilPatches patches = new VeilPatches(picture, ink);
    patches.look(mask, highest);
    return patches.found;
  }

  private void look(Mat over, int highest) {
    int[] labels = new int[width * height];
    Frame whole = new Frame(0, 0, width, height);
    try (PointerScope scope = new PointerScope()) {
      Mat labelled = new Mat();
      Mat stats = new Mat();
      int count = connectedComponentsWithStats(over, labelled, stats, new Mat(), 8, CV_32S);
      new IntPointer(labelled.ptr()).get(labels);
      try (IntIndexer boxes = stats.createIndexer()) {
        for (int i = 1; i < count; i++) {
          Frame frame =
              new Frame(boxes.get(i, 0), boxes.get(i, 1), boxes.get(i, 2), boxes.get(i, 3));
          int area = boxes.get(i, 4);
          if (Glyphs.isShaped(frame, area, whole, highest)) {
            measure(labels, i, frame, area);
          }
        }
      }
    }
  }

  private void measure(int[] labels, int label, Frame frame, int area) {
    int[] pixels = new int[area];
    int[] inside = new int[4 * area];
    int[] outside = new int[4 * area];
    int edge = 0;
    int count = 0;
    for (int y = frame.y(); y < frame.bottom(); y++) {
      for (int x = frame.x(); x < frame.right(); x++) {
        int i = y * width + x;
        if (labels[i] != label) {
          continue;
        }
        pixels[count++] = i;
        for (int way : new int[] {-1, 1, -width, width}) {
          if (labels[i + way] != label) {
            // The pixels at the edge are of both; those beyond them are not.
            inside[edge] = labels[i - way] == label ? i - way : i;
            int far = i + 2 * way;
            boolean there = far >= 0 && far < labels.length && Math.abs(far % width - x) <= 2;
            outside[edge] = there && labels[far] != label ? far : i + way;
            edge++;
          }
        }
      }
    }
    int step = step(inside, outside, edge);
    Veil veil = new Veil(ink, step);
    if (step >= LEAST_STEP && contrast(inside, outside, edge) >= LEAST_CONTRAST) {
      found.add(new VeilPatch(frame, pixels, veil, agreement(veil, inside, outside, edge), edge));
    }
  }

  /** By the channels that are so far from the ink that it shows. */
  private int step(int[] inside, int[] outside, int edge) {
    int[] steps = new int[512];
    int count = 0;
    for (int i = 0; i < edge; i++) {
      for (int c = 0; c < channels; c++) {
        int out = outside[i] * channels + c;
        if (Math.abs(ink - (tones[out] & 0xff)) >= SHOWN) {
          steps[(logarithms[inside[i] * channels + c] & 0xff) - (logarithms[out] & 0xff) + 256]++;
          count++;
        }
      }
    }
    return Tones.middle(steps, count) - 256;
  }

  private int contrast(int[] inside, int[] outside, int edge) {
    int[] contrasts = new int[256];
    for (int i = 0; i < edge; i++) {
      int most = 0;
      for (int c = 0; c < channels; c++) {
        int in = tones[inside[i] * channels + c] & 0xff;
        most = Math.max(most, Math.abs(in - (tones[outside[i] * channels + c] & 0xff)));
      }
      contrasts[most]++;
    }
    return Tones.middle(contrasts, edge);
  }

  private double agreement(Veil veil, int[] inside, int[] outside, int edge) {
    int agreeing = 0;
    for (int i = 0; i < edge; i++) {
      for (int c = 0; c < channels; c++) {
        int in = tones[inside[i] * channels + c] & 0xff;
        int out = tones[outside[i] * channels + c] & 0xff;
        double change = veil.share() * (ink - out);
        agreeing += Math.abs(in - out - change) <= Math.max(TONES, OFF * Math.abs(change)) ? 1 : 0;
      }
    }
    return (double) agreeing / edge / channels;
  }
}
