package darkroom.studio.operation;

import org.bytedeco.opencv.opencv_core.Rect;

/**
 * What one person's skin looks like: a Gaussian of chroma (YCrCb), learned from the middle of the
 * face; S. L. Phung, A. Bouzerdoum, D. Chai, "Skin Segmentation Using Color Pixel Classification",
 * IEEE TPAMI 27 (1), 2005, compares such models.
 */
record SkinModel(double cr, double cb, double crCr, double crCb, double cbCb) {
  /** A squared distance that nine in ten pixels of the face lie within. */
  private static final double WITHIN = 4.6;

  /** Rounding and compression alone spread chroma so far, squared. */
  private static final double LEAST_SPREAD = 4;

  /** Any skin's chroma lies in this range (Chai and Ngan 1999), widened for warm light. */
  private static final int LEAST_CR = 133;

  private static final int MOST_CR = 185;
  private static final int LEAST_CB = 70;
  private static final int MOST_CB = 130;

  static SkinModel of(byte[] yCrCb, int width, Rect face) {
    double[] sums = new double[6];
    for (int y = face.y() + face.height() / 4; y < face.y() + face.height() * 3 / 4; y++) {
      for (int x = face.x() + face.width() / 4; x < face.x() + face.width() * 3 / 4; x++) {
        int at = 3 * (y * width + x);
        double cr = yCrCb[at + 1] & 255;
        double cb = yCrCb[at + 2] & 255;
        double[] terms = {1, cr, cb, cr * cr, cr * cb, cb * cb};
        for (int i = 0; i < terms.length; i++) {
          sums[i] += terms[i];
        }
      }
    }
    double count = Math.max(1, sums[0]);
    double cr = sums[1] / count;
    double cb = sums[2] / count;
    return new SkinModel(
        cr,
        cb,
        sums[3] / count - cr * cr + LEAST_SPREAD,
        sums[4] / count - cr * cb,
        sums[5] / count - cb * cb + LEAST_SPREAD);
  }

  /** Whether this chroma may be skin at all. */
  static boolean possible(int cr, int cb) {
    return cr >= LEAST_CR && cr <= MOST_CR && cb >= LEAST_CB && cb <= MOST_CB;
  }

  boolean fits(byte[] yCrCb, int place) {
    int red = yCrCb[3 * place + 1] & 255;
    int blue = yCrCb[3 * place + 2] & 255;
    double dr = red - cr;
    double db = blue - cb;
    double determinant = crCr * cbCb - crCb * crCb;
    double distance = (cbCb * dr * dr - 2 * crCb * dr * db + crCr * db * db) / determinant;
    return possible(red, blue) && distance < WITHIN;
  }
}
