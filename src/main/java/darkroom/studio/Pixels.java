package darkroom.studio;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes images to what operations take: 8-bit BGR, BGRA or grey. */
final class Pixels {
  private static final double SIXTEEN_BITS_TO_EIGHT = 255.0 / 65535.0;
  private static final double UNIT_TO_EIGHT_BITS = 255.0;

  private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;
  private static final int IEND = 0x49454e44;

  /** The length, type and checksum of a chunk, in bytes. */
  private static final int CHUNK_FRAME = 12;

  private Pixels() {}

  /**
   * Decodes; not turned by its orientation, as the service does not either. Empty where it cannot
   * be decoded. The memory belongs to the pointer scope of the caller.
   */
  static Optional<Mat> decode(byte[] bytes) {
    if (bytes.length == 0 || isOverlongPng(bytes)) {
      return Optional.empty();
    }
    Mat encoded = new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes));
    // Unchanged also means that orientation is ignored; palettes and CMYK become BGR even so.
    Mat decoded = imdecode(encoded, IMREAD_UNCHANGED);
    return Optional.of(decoded).filter(d -> !d.empty()).map(Pixels::toEightBits).map(Pixels::known);
  }

  /**
   * Whether a chunk of a PNG says that it is longer than the file. OpenCV makes room for what it
   * says, up to 4 GB, before it finds out.
   */
  private static boolean isOverlongPng(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    if (bytes.length < Long.BYTES || file.getLong() != PNG_SIGNATURE) {
      return false;
    }
    while (file.remaining() >= CHUNK_FRAME) {
      long length = Integer.toUnsignedLong(file.getInt());
      boolean last = file.getInt() == IEND;
      if (length > file.remaining()) {
        return true;
      }
      if (last) {
        return false;
      }
      file.position((int) Math.min(file.limit(), file.position() + length + Integer.BYTES));
    }
    return false;
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
