package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.DFT_INVERSE;
import static org.bytedeco.opencv.global.opencv_core.dft;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The strength and phase of each pilot tone in each cell of a picture, about a first scale. */
final class ToneSums {
  private static final int CELL = 32;

  /** How many scales are tried either way in a round. */
  private static final int STEPS = 8;

  private final PilotTones tones;
  private final int width;
  private final int height;
  private final int across;
  private final int down;
  private final double scaleX;
  private final double scaleY;
  private final Complex[] cells = new Complex[PilotTones.COUNT];

  ToneSums(float[] plane, int width, int height, PilotTones tones, double scaleX, double scaleY) {
    this.tones = tones;
    this.width = width;
    this.height = height;
    this.across = (width + CELL - 1) / CELL;
    this.down = (height + CELL - 1) / CELL;
    this.scaleX = scaleX;
    this.scaleY = scaleY;
    for (int tone = 0; tone < PilotTones.COUNT; tone++) {
      cells[tone] = cells(plane, tone);
    }
  }

  /** Complex numbers, line by line. */
  private static final class Complex {
    final double[] real;
    final double[] imaginary;

    Complex(int count) {
      this.real = new double[count];
      this.imaginary = new double[count];
    }

    /** The sum of each line, its numbers multiplied by those of another. */
    Complex lines(Complex by) {
      int length = by.real.length;
      Complex sums = new Complex(real.length / length);
      for (int i = 0; i < real.length; i++) {
        double re = by.real[i % length];
        double im = by.imaginary[i % length];
        sums.real[i / length] += real[i] * re - imaginary[i] * im;
        sums.imaginary[i / length] += real[i] * im + imaginary[i] * re;
      }
      return sums;
    }

    /** Numbers on the unit circle, turned back by so much from one to the next. */
    static Complex turns(double first, double step, int count) {
      Complex turns = new Complex(count);
      for (int i = 0; i < count; i++) {
        turns.real[i] = Math.cos(first + i * step);
        turns.imaginary[i] = -Math.sin(first + i * step);
      }
      return turns;
    }
  }

  /** The scales at which the tones are strongest. */
  double[] refined() {
    double[] best = {scaleX, scaleY};
    double reach = 3.0 / Math.max(width, height);
    for (int round = 0; round < 3; round++) {
      best = strongest(best, reach);
      reach /= 6;
    }
    return best;
  }

  private double[] strongest(double[] about, double reach) {
    int count = 2 * STEPS + 1;
    double[] values = new double[count * count];
    for (int tone = 0; tone < PilotTones.COUNT; tone++) {
      Complex[] turnsY = new Complex[count];
      for (int j = 0; j < count; j++) {
        turnsY[j] = turnsY(tone, tried(about[1], reach, j));
      }
      for (int i = 0; i < count; i++) {
        Complex lines = cells[tone].lines(turnsX(tone, tried(about[0], reach, i)));
        for (int j = 0; j < count; j++) {
          Complex sum = lines.lines(turnsY[j]);
          values[i * count + j] += Math.hypot(sum.real[0], sum.imaginary[0]);
        }
      }
    }
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return new double[] {
      tried(about[0], reach, best / count), tried(about[1], reach, best % count)
    };
  }

  private static double tried(double about, double reach, int step) {
    return about * (1 + reach * (step - STEPS) / STEPS);
  }

  /** Where the picture's first pixel was in the tile. */
  double[] place(double[] scale, int startX, int startY) {
    double[] angles = new double[PilotTones.COUNT];
    for (int tone = 0; tone < angles.length; tone++) {
      Complex sum = cells[tone].lines(turnsX(tone, scale[0])).lines(turnsY(tone, scale[1]));
      angles[tone] = Math.atan2(sum.imaginary[0], sum.real[0]) - tones.phase(tone);
    }
    double[] exact = between(whole(angles), angles);
    // From the centre of the first pixel to that of the photo's, by whose corner scales go.
    double x = exact[0] - (startX + 0.5) / scale[0] + 0.5;
    double y = exact[1] - (startY + 0.5) / scale[1] + 0.5;
    return new double[] {inTile(x), inTile(y)};
  }

  /**
   * The pixel of a tile where the tones together fit best: all pixels are one inverse transform.
   */
  private int[] whole(double[] angles) {
    int tile = MarkGrid.TILE;
    try (PointerScope scope = new PointerScope()) {
      Mat spectrum = new Mat(tile, tile, CV_32FC2, Scalar.all(0));
      try (FloatIndexer parts = spectrum.createIndexer()) {
        for (int tone = 0; tone < angles.length; tone++) {
          int x = Math.floorMod(tones.across(tone), tile);
          int y = Math.floorMod(tones.down(tone), tile);
          parts.put(y, x, 0, parts.get(y, x, 0) + (float) Math.cos(angles[tone]));
          parts.put(y, x, 1, parts.get(y, x, 1) - (float) Math.sin(angles[tone]));
        }
      }
      dft(spectrum, spectrum, DFT_INVERSE, 0);
      Mat fits = new Mat();
      extractChannel(spectrum, fits, 0);
      Point best = new Point();
      minMaxLoc(fits, new DoublePointer(1), new DoublePointer(1), new Point(), best, new Mat());
      return new int[] {best.x(), best.y()};
    }
  }

  private double[] between(int[] whole, double[] angles) {
    double most = Double.NEGATIVE_INFINITY;
    double[] best = {whole[0], whole[1]};
    for (int i = -16; i <= 16; i++) {
      for (int j = -16; j <= 16; j++) {
        double x = whole[0] + i / 16.0;
        double y = whole[1] + j / 16.0;
        double value = 0;
        for (int tone = 0; tone < PilotTones.COUNT; tone++) {
          double turn = (tones.across(tone) * x + tones.down(tone) * y) / MarkGrid.TILE;
          value += Math.cos(2 * Math.PI * turn - angles[tone]);
        }
        if (value > most) {
          most = value;
          best = new double[] {x, y};
        }
      }
    }
    return best;
  }

  private static double inTile(double place) {
    double within = place - MarkGrid.TILE * Math.floor(place / MarkGrid.TILE);
    return within > MarkGrid.TILE - 0.5 ? within - MarkGrid.TILE : within;
  }

  /** A tone's sum in each cell at the first scale. */
  private Complex cells(float[] plane, int tone) {
    double turnX = turn(tones.across(tone), scaleX);
    double turnY = turn(tones.down(tone), scaleY);
    Complex turns = Complex.turns(0, turnX, width);
    Complex cells = new Complex(across * down);
    float[] real = new float[width];
    float[] imaginary = new float[width];
    for (int line = 0; line < down; line++) {
      Arrays.fill(real, 0);
      Arrays.fill(imaginary, 0);
      // Down first, for there the processor can work several columns at once.
      for (int y = line * CELL; y < Math.min(height, (line + 1) * CELL); y++) {
        float c = (float) Math.cos(turnY * y);
        float s = (float) -Math.sin(turnY * y);
        for (int x = 0; x < width; x++) {
          float value = plane[y * width + x];
          real[x] += value * c;
          imaginary[x] += value * s;
        }
      }
      for (int x = 0; x < width; x++) {
        int cell = line * across + x / CELL;
        cells.real[cell] += real[x] * turns.real[x] - imaginary[x] * turns.imaginary[x];
        cells.imaginary[cell] += real[x] * turns.imaginary[x] + imaginary[x] * turns.real[x];
      }
    }
    return cells;
  }

  /** What turns a tone's sums from the first scale across to another. */
  private Complex turnsX(int tone, double scale) {
    int waves = tones.across(tone);
    return turns(turn(waves, scale) - turn(waves, scaleX), across);
  }

  private Complex turnsY(int tone, double scale) {
    int waves = tones.down(tone);
    return turns(turn(waves, scale) - turn(waves, scaleY), down);
  }

  private static Complex turns(double more, int count) {
    return Complex.turns(more * (CELL - 1) / 2.0, more * CELL, count);
  }

  /** How far a tone of so many waves a tile turns from pixel to pixel. */
  private static double turn(int waves, double scale) {
    return 2 * Math.PI * waves / MarkGrid.TILE / scale;
  }
}
