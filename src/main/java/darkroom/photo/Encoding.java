package darkroom.photo;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import darkroom.action.ImageFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** One way of writing pixels. */
record Encoding(ImageFormat format, List<Integer> parameters) {
  private static final Encoding PNG =
      new Encoding(ImageFormat.PNG, List.of(IMWRITE_PNG_COMPRESSION, 6));

  private static final List<Encoding> JPEG =
      IntStream.of(95, 90, 85, 80, 75).mapToObj(Encoding::jpeg).toList();

  /** The one that makes the smallest files. */
  static final Encoding SMALLEST = JPEG.get(JPEG.size() - 1);

  /** For pixels that a lossy compression has changed already, best first; every action takes it. */
  static List<Encoding> ofLossy() {
    return JPEG;
  }

  /**
   * For pixels that no compression has changed yet, best first; every action takes both formats.
   */
  static List<Encoding> ofLossless() {
    return Stream.concat(Stream.of(PNG), JPEG.stream()).toList();
  }

  static Encoding png() {
    return PNG;
  }

  static Encoding jpeg(int quality) {
    return new Encoding(ImageFormat.JPEG, List.of(IMWRITE_JPEG_QUALITY, quality));
  }

  /** Of any format; the quality is that of the lossy ones. */
  static Encoding of(ImageFormat format, int quality) {
    return switch (format) {
      case JPEG -> jpeg(quality);
      case PNG -> PNG;
      case WEBP -> new Encoding(format, List.of(IMWRITE_WEBP_QUALITY, quality));
      case BMP, TIFF -> new Encoding(format, List.of());
    };
  }

  byte[] encode(Pixels pixels) {
    if (format == ImageFormat.TIFF && pixels.hasAlpha()) {
      return AlphaTiff.encode(pixels.mat());
    }
    BytePointer written = new BytePointer();
    int[] options = parameters.stream().mapToInt(Integer::intValue).toArray();
    if (!imencode("." + format.extension(), pixels.mat(), written, new IntPointer(options))) {
      throw new IllegalStateException("Expected OpenCV to write a " + format);
    }
    byte[] bytes = new byte[Math.toIntExact(written.limit())];
    written.get(bytes);
    return bytes;
  }
}
