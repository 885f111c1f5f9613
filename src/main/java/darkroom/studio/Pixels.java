package darkroom.studio;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes images to what operations take: 8-bit BGR, BGRA or grey. */
final class Pixels {
  private static final double SIXTEEN_BITS_TO_EIGHT = 255.0 / 65535.0;
  private static final double UNIT_TO_EIGHT_BITS = 255.0;

  private Pixels() {}

  /**
   * Decodes; not turned by its orientation, as the service does not either. Empty where it cannot
   * be decoded. The memory belongs to the pointer scope of the caller.
   */
  static Optional<Mat> decode(byte[] bytes) {
    if (bytes.length == 0) {
      return Optional.empty();
    }
    Mat encoded = new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes));
    // Unchanged also means that orientation is ignored; palettes and CMYK become BGR even so.
    Mat decoded = imdecode(encoded, IMREAD_UNCHANGED);
    return Optional.of(decoded).filter(d -> !d.empty()).map(Pixels::toEightBits).map(Pixels::known);
  }

  private static Mat toEightBits(Mat decoded) {
    if (decoded.depth() == CV_8U) {
      return decoded;
    }
    Mat reduced = new Mat();
    if (decoded.depth() == CV_16U) {
      decoded.convertTo(reduced, CV_8U, SIXTEEN_BITS_TO_EIGHT, 0);
    } else if (decoded.depth() == CV_32F) {
      decoded.convertTo(reduced, CV_8U, UNIT_TO_EIGHT_BITS, 0);
    } else {
      decoded.convertTo(reduced, CV_8U);
    }
    return reduced;
  }

  /** Grey with transparency, which no operation knows, loses the transparency. */
  private static Mat known(Mat decoded) {
    if (decoded.channels() != 2) {
      return decoded;
    }
    Mat grey = new Mat();
    extractChannel(decoded, grey, 0);
    return grey;
  }
}
