package darkroom.photo;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A photo's pixels in 8-bit sRGB, BGR or BGRA whose colours are not multiplied by alpha. Native
 * memory belongs to the pointer scope in which they are made.
 */
record Pixels(Mat mat) {
  /** 65535 becomes 255. */
  private static final double FROM_16_BITS = 1 / 257.0;

  Size size() {
    return new Size(mat.cols(), mat.rows());
  }

  boolean hasAlpha() {
    return mat.channels() == 4;
  }

  /** Decodes the first frame as it is stored; empty where the decoder gives up. */
  static Optional<Pixels> decode(byte[] file, PhotoHeader header) {
    Optional<ToSrgb> conversion =
        header.profile() == ColorProfile.OTHER || header.channels() == Channels.CMYK
            ? Container.metadata(file, header.format()).icc().flatMap(ToSrgb::through)
            : Optional.empty();
    Optional<ToSrgb> ofInk = conversion.filter(c -> c.bands() == 4);
    if (header.channels() == Channels.CMYK && ofInk.isPresent()) {
      Optional<Mat> inks = InkPixels.decode(file, header, ofInk.get());
      if (inks.isPresent()) {
        return inks.map(Pixels::new);
      }
    }
    return stored(file, header).flatMap(mat -> inSrgb(mat, header, conversion)).map(Pixels::new);
  }

  private static Optional<Mat> stored(byte[] file, PhotoHeader header) {
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
    return decoded.cols() == header.width() && decoded.rows() == header.height()
        ? Optional.of(decoded)
        : Optional.empty();
  }

  private static Optional<Mat> inSrgb(
      Mat decoded, PhotoHeader header, Optional<ToSrgb> conversion) {
    if (decoded.depth() != CV_8U && decoded.depth() != CV_16U) {
      return Optional.empty();
    }
    Mat colour = decoded;
    if (decoded.channels() == 1) {
      colour = new Mat();
      cvtColor(decoded, colour, COLOR_GRAY2BGR);
    } else if (decoded.channels() != 3 && decoded.channels() != 4) {
      return Optional.empty();
    }
    // The decoder multiplies a TIFF's colours by their alpha where they have 8 bits.
    if (colour.channels() == 4 && header.format() == ImageFormat.TIFF && colour.depth() == CV_8U) {
      Alpha.unmultiply(colour);
    }
    boolean gray = header.channels() == Channels.GRAY || header.channels() == Channels.GRAY_ALPHA;
    Optional<ToSrgb> fitting = conversion.filter(c -> c.bands() == (gray ? 1 : 3));
    Mat converted;
    if (fitting.isPresent()) {
      converted = fitting.get().convert(colour);
    } else if (colour.depth() == CV_16U) {
      converted = new Mat();
      colour.convertTo(converted, CV_8U, FROM_16_BITS, 0);
    } else {
      return Optional.of(colour);
    }
    colour.release();
    return Optional.of(converted);
  }

  /** Composited on a colour; these same pixels where they are opaque. */
  Pixels on(Background background) {
    return hasAlpha() ? new Pixels(Alpha.composite(mat, background)) : this;
  }

  /** The alpha alone, as grey. */
  Mat alpha() {
    Mat alpha = new Mat();
    extractChannel(mat, alpha, 3);
    return alpha;
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

  /**
   * In the middle of a larger picture of one colour; these same pixels where the size is theirs.
   */
  Pixels paddedTo(Size size, Background background) {
    if (size.equals(size())) {
      return this;
    }
    int left = (size.width() - mat.cols()) / 2;
    int top = (size.height() - mat.rows()) / 2;
    Mat padded = new Mat();
    copyMakeBorder(
        mat,
        padded,
        top,
        size.height() - mat.rows() - top,
        left,
        size.width() - mat.cols() - left,
        BORDER_CONSTANT,
        new Scalar(background.blue(), background.green(), background.red(), 255));
    return new Pixels(padded);
  }

  /** A part of the picture. */
  Pixels cut(int x, int y, Size size) {
    return new Pixels(new Mat(mat, new Rect(x, y, size.width(), size.height())).clone());
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
