package darkroom.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import darkroom.action.ImageFormat;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A photo's pixels, 8-bit BGR and opaque. Native memory belongs to the pointer scope in which they
 * are made.
 */
record Pixels(Mat mat) {
  /** 65535 becomes 255. */
  private static final double FROM_16_BITS = 1 / 257.0;

  private static final double FROM_8_BITS = 1 / 255.0;

  Size size() {
    return new Size(mat.cols(), mat.rows());
  }

  /**
   * Decodes the first frame as it is stored, composited on white; empty where the decoder gives up.
   */
  static Optional<Pixels> decode(byte[] file, PhotoHeader header) {
    // Without alpha the decoder converts to BGR by itself, also from CMYK and palettes.
    int flags =
        header.hasAlpha()
            ? IMREAD_UNCHANGED
            : IMREAD_COLOR | IMREAD_ANYDEPTH | IMREAD_IGNORE_ORIENTATION;
    Mat decoded;
    try {
      byte[] unturned = header.format() == ImageFormat.TIFF ? TiffReader.unturned(file) : file;
      decoded = imdecode(new Mat(unturned), flags);
    } catch (RuntimeException e) {
      // The binding has no narrower type for what OpenCV throws at files that it cannot decode.
      return Optional.empty();
    }
    if (decoded.cols() != header.width() || decoded.rows() != header.height()) {
      return Optional.empty();
    }
    // The decoder multiplies a TIFF's colours by their alpha where they have 8 bits.
    boolean multiplied = header.format() == ImageFormat.TIFF && decoded.depth() == CV_8U;
    return in8Bits(decoded).flatMap(mat -> opaque(mat, multiplied)).map(Pixels::new);
  }

  private static Optional<Mat> in8Bits(Mat decoded) {
    if (decoded.depth() == CV_8U) {
      return Optional.of(decoded);
    }
    if (decoded.depth() != CV_16U) {
      return Optional.empty();
    }
    Mat converted = new Mat();
    decoded.convertTo(converted, CV_8U, FROM_16_BITS, 0);
    decoded.release();
    return Optional.of(converted);
  }

  private static Optional<Mat> opaque(Mat decoded, boolean multiplied) {
    return switch (decoded.channels()) {
      case 1 -> {
        Mat colour = new Mat();
        cvtColor(decoded, colour, COLOR_GRAY2BGR);
        yield Optional.of(colour);
      }
      case 3 -> Optional.of(decoded);
      case 4 -> Optional.of(onWhite(decoded, multiplied));
      default -> Optional.empty();
    };
  }

  private static Mat onWhite(Mat bgra, boolean multiplied) {
    Mat alpha = new Mat();
    extractChannel(bgra, alpha, 3);
    cvtColor(alpha, alpha, COLOR_GRAY2BGR);
    Mat colour = new Mat();
    cvtColor(bgra, colour, COLOR_BGRA2BGR);
    bgra.release();
    if (!multiplied) {
      multiply(colour, alpha, colour, FROM_8_BITS, -1);
    }
    bitwise_not(alpha, alpha);
    add(colour, alpha, colour);
    alpha.release();
    return colour;
  }

  /** Shrunk by averaging areas; these same pixels where the size is theirs. */
  Pixels shrunkTo(Size size) {
    if (size.equals(size())) {
      return this;
    }
    Mat shrunk = new Mat();
    resize(
        mat,
        shrunk,
        new org.bytedeco.opencv.opencv_core.Size(size.width(), size.height()),
        0,
        0,
        INTER_AREA);
    return new Pixels(shrunk);
  }

  /** Turned as the orientation asks. */
  Pixels turned(Orientation orientation) {
    Mat turned = new Mat();
    switch (orientation) {
      case UPRIGHT -> {
        return this;
      }
      case MIRROR -> flip(mat, turned, 1);
      case TURN_AROUND -> rotate(mat, turned, ROTATE_180);
      case FLIP -> flip(mat, turned, 0);
      case TRANSPOSE -> transpose(mat, turned);
      case TURN_RIGHT -> rotate(mat, turned, ROTATE_90_CLOCKWISE);
      case TRANSVERSE -> {
        transpose(mat, turned);
        rotate(turned, turned, ROTATE_180);
      }
      case TURN_LEFT -> rotate(mat, turned, ROTATE_90_COUNTERCLOCKWISE);
    }
    return new Pixels(turned);
  }
}
