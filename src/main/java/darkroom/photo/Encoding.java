package darkroom.photo;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import darkroom.action.ImageFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** One way of writing pixels; every action takes both formats. */
record Encoding(ImageFormat format, int parameter, int value) {
  private static final Encoding PNG = new Encoding(ImageFormat.PNG, IMWRITE_PNG_COMPRESSION, 6);

  private static final List<Encoding> JPEG =
      IntStream.of(95, 90, 85, 80, 75)
          .mapToObj(quality -> new Encoding(ImageFormat.JPEG, IMWRITE_JPEG_QUALITY, quality))
          .toList();

  /** The one that makes the smallest files. */
  static final Encoding SMALLEST = JPEG.get(JPEG.size() - 1);

  /** For pixels that a lossy compression has changed already, best first. */
  static List<Encoding> ofLossy() {
    return JPEG;
  }

  /** For pixels that no compression has changed yet, best first. */
  static List<Encoding> ofLossless() {
    return Stream.concat(Stream.of(PNG), JPEG.stream()).toList();
  }

  byte[] encode(Pixels pixels) {
    BytePointer written = new BytePointer();
    if (!imencode(
        "." + format.extension(), pixels.mat(), written, new IntPointer(parameter, value))) {
      throw new IllegalStateException("Expected OpenCV to write a " + format);
    }
    byte[] bytes = new byte[Math.toIntExact(written.limit())];
    written.get(bytes);
    return bytes;
  }
}
