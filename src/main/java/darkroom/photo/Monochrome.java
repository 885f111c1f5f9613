package darkroom.photo;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import darkroom.action.Channels;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Tells photos without colours of their own, by looking at them: grey ones, and those that are
 * toned evenly as sepia is, also where a scanner or JPEG has put a little noise into their colours.
 *
 * <p>Of pixels of one brightness it is asked how far their colours lie from their mean. Measured on
 * eleven photos of 256 pixels: 0 for grey ones, at most 3.1 for the same in sepia as JPEG of
 * quality 75, from 5.9 on for those in colour.
 */
public final class Monochrome {
  /** Enough to tell, and noise is averaged away. */
  private static final int SIDE = 256;

  /** Noise alone, whatever its hue; a photo with a tenth of its colours left lies below, too. */
  private static final double NOISE = 1.5;

  /** Halfway from sepia to colour. */
  private static final double TONED = 4.5;

  /** Sepia keeps to one hue by over 0.99; photos of fewer colours are by 0.75 to 0.9 of one. */
  private static final double ONE_HUE = 0.95;

  private static final int LEVELS = 64;

  /** The zero of a colour axis in eight bits. */
  private static final int NEUTRAL = 128;

  private Monochrome() {}

  /**
   * Whether the photo is grey or evenly toned; not so where its pixels cannot be decoded.
   *
   * @param header as {@link PhotoHeaders} read it from this file
   */
  public static boolean of(byte[] file, PhotoHeader header) {
    if (header.channels() == Channels.GRAY || header.channels() == Channels.GRAY_ALPHA) {
      return true;
    }
    if (header.pixels() > Admissions.MOST_PIXELS) {
      return false;
    }
    try (PointerScope scope = new PointerScope()) {
      return small(file, header).filter(Monochrome::isToned).isPresent();
    }
  }

  /** Whether 8-bit BGR pixels are grey or evenly toned. */
  public static boolean of(Mat bgr) {
    try (PointerScope scope = new PointerScope()) {
      Pixels pixels = new Pixels(bgr);
      return isToned(pixels.shrunkTo(pixels.size().shrunkInto(new Size(SIDE, SIDE))));
    }
  }

  private static Optional<Pixels> small(byte[] file, PhotoHeader header) {
    Optional<Pixels> decoded =
        header.hasAlpha()
            ? Pixels.decode(file, header).map(p -> p.on(Background.of("FFFFFF")))
            : reduced(file, header);
    return decoded.map(p -> p.shrunkTo(p.size().shrunkInto(new Size(SIDE, SIDE))));
  }

  /** Colours that are not of sRGB are grey where they would be in it. */
  private static Optional<Pixels> reduced(byte[] file, PhotoHeader header) {
    int times = Math.max(header.width(), header.height()) / SIDE;
    int flags =
        times >= 8
            ? IMREAD_REDUCED_COLOR_8
            : times >= 4
                ? IMREAD_REDUCED_COLOR_4
                : times >= 2 ? IMREAD_REDUCED_COLOR_2 : IMREAD_COLOR;
    try {
      Mat mat = imdecode(new Mat(file), flags | IMREAD_IGNORE_ORIENTATION);
      return mat.empty() ? Optional.empty() : Optional.of(new Pixels(mat));
    } catch (RuntimeException e) {
      // The binding has no narrower type for what OpenCV throws at files that it cannot decode.
      return Optional.empty();
    }
  }

  /** The sums of the colours of one brightness. */
  private static final class Level {
    private int count;
    private double a;
    private double b;

    double squareFrom(int otherA, int otherB) {
      double acrossA = otherA - a / count;
      double acrossB = otherB - b / count;
      return acrossA * acrossA + acrossB * acrossB;
    }
  }

  private static boolean isToned(Pixels pixels) {
    Mat lab = new Mat();
    cvtColor(pixels.mat(), lab, COLOR_BGR2Lab);
    byte[] values = new byte[lab.cols() * lab.rows() * 3];
    lab.data().get(values);
    Level[] levels = new Level[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      levels[i] = new Level();
    }
    for (int i = 0; i < values.length; i += 3) {
      Level level = levels[level(values[i])];
      level.count++;
      level.a += axis(values[i + 1]);
      level.b += axis(values[i + 2]);
    }
    double squares = 0;
    for (int i = 0; i < values.length; i += 3) {
      squares += levels[level(values[i])].squareFrom(axis(values[i + 1]), axis(values[i + 2]));
    }
    double distance = Math.sqrt(squares * 3 / values.length);
    return distance <= NOISE || (distance <= TONED && hueAgreement(levels) >= ONE_HUE);
  }

  /** 1 where the colours of all levels point the same way. */
  private static double hueAgreement(Level[] levels) {
    double a = 0;
    double b = 0;
    double lengths = 0;
    for (Level level : levels) {
      a += level.a;
      b += level.b;
      lengths += Math.hypot(level.a, level.b);
    }
    return lengths == 0 ? 1 : Math.hypot(a, b) / lengths;
  }

  private static int level(byte lightness) {
    return (lightness & 0xff) * LEVELS / 256;
  }

  private static int axis(byte value) {
    return (value & 0xff) - NEUTRAL;
  }
}
