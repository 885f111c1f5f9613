package darkroom.studio.operation;

/** The strength and phase of each pilot tone in each cell of a picture, about a first scale. */
final class ToneSums {
  private static final int CELL = 32;

  private final PilotTones tones;
  private final int width;
  private final int height;
  private final int across;
  private final int down;
  private final double scaleX;
  private final double scaleY;
  private final double[][] real;
  private final double[][] imaginary;

  ToneSums(float[] plane, int width, int height, PilotTones tones, double scaleX, double scaleY) {
    this.tones = tones;
    this.width = width;
    this.height = height;
    this.across = (width + CELL - 1) / CELL;
    this.down = (height + CELL - 1) / CELL;
    this.scaleX = scaleX;
    this.scaleY = scaleY;
    this.real = new double[PilotTones.COUNT][across * down];
    this.imaginary = new double[PilotTones.COUNT][across * down];
    for (int tone = 0; tone < PilotTones.COUNT; tone++) {
      sum(plane, tone);
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
    double most = -1;
    double[] best = about;
    int steps = 8;
    for (int i = -steps; i <= steps; i++) {
      for (int j = -steps; j <= steps; j++) {
        double[] scale = {about[0] * (1 + reach * i / steps), about[1] * (1 + reach * j / steps)};
        double value = 0;
        for (int tone = 0; tone < PilotTones.COUNT; tone++) {
          double[] sum = sum(tone, scale);
          value += Math.hypot(sum[0], sum[1]);
        }
        if (value > most) {
          most = value;
          best = scale;
        }
      }
    }
    return best;
  }

  /** Where the picture's first pixel was in the tile. */
  double[] place(double[] scale, int startX, int startY) {
    int tile = MarkGrid.TILE;
    double[][] cosines = new double[PilotTones.COUNT][tile];
    for (int tone = 0; tone < PilotTones.COUNT; tone++) {
      double[] sum = sum(tone, scale);
      double angle = Math.atan2(sum[1], sum[0]) - tones.phase(tone);
      for (int turn = 0; turn < tile; turn++) {
        cosines[tone][turn] = Math.cos(2 * Math.PI * turn / tile - angle);
      }
    }
    double most = Double.NEGATIVE_INFINITY;
    int[] best = {0, 0};
    for (int y = 0; y < tile; y++) {
      for (int x = 0; x < tile; x++) {
        double value = 0;
        for (int tone = 0; tone < PilotTones.COUNT; tone++) {
          int turn = tones.across(tone) * x + tones.down(tone) * y;
          value += cosines[tone][Math.floorMod(turn, tile)];
        }
        if (value > most) {
          most = value;
          best = new int[] {x, y};
        }
      }
    }
    double[] exact = between(best, scale);
    // From the centre of the first pixel to that of the photo's, by whose corner scales go.
    double x = exact[0] - (startX + 0.5) / scale[0] + 0.5;
    double y = exact[1] - (startY + 0.5) / scale[1] + 0.5;
    return new double[] {inTile(x), inTile(y)};
  }

  private double[] between(int[] whole, double[] scale) {
    double most = Double.NEGATIVE_INFINITY;
    double[] best = {whole[0], whole[1]};
    double[] angles = new double[PilotTones.COUNT];
    for (int tone = 0; tone < PilotTones.COUNT; tone++) {
      double[] sum = sum(tone, scale);
      angles[tone] = Math.atan2(sum[1], sum[0]) - tones.phase(tone);
    }
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

  private double turnX(int tone, double scale) {
    return 2 * Math.PI * tones.across(tone) / MarkGrid.TILE / scale;
  }

  private double turnY(int tone, double scale) {
    return 2 * Math.PI * tones.down(tone) / MarkGrid.TILE / scale;
  }

  private void sum(float[] plane, int tone) {
    double turnX = turnX(tone, scaleX);
    double turnY = turnY(tone, scaleY);
    double[] cosine = new double[width];
    double[] sine = new double[width];
    for (int x = 0; x < width; x++) {
      cosine[x] = Math.cos(turnX * x);
      sine[x] = -Math.sin(turnX * x);
    }
    for (int y = 0; y < height; y++) {
      double c = Math.cos(turnY * y);
      double s = -Math.sin(turnY * y);
      for (int cell = 0; cell < across; cell++) {
        double re = 0;
        double im = 0;
        for (int x = cell * CELL; x < Math.min(width, (cell + 1) * CELL); x++) {
          re += plane[y * width + x] * cosine[x];
          im += plane[y * width + x] * sine[x];
        }
        int place = y / CELL * across + cell;
        real[tone][place] += re * c - im * s;
        imaginary[tone][place] += re * s + im * c;
      }
    }
  }

  /** A tone's sum over all cells at scales near the first. */
  private double[] sum(int tone, double[] scale) {
    double moreX = turnX(tone, scale[0]) - turnX(tone, scaleX);
    double moreY = turnY(tone, scale[1]) - turnY(tone, scaleY);
    double re = 0;
    double im = 0;
    for (int place = 0; place < across * down; place++) {
      double x = (place % across + 0.5) * CELL - 0.5;
      double y = (place / across + 0.5) * CELL - 0.5;
      double angle = -(moreX * x + moreY * y);
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      re += real[tone][place] * c - imaginary[tone][place] * s;
      im += real[tone][place] * s + imaginary[tone][place] * c;
    }
    return new double[] {re, im};
  }
}
