package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes the pictures that operations answer with. */
final class Encoded {
  /** Where finer steps of colour are no longer seen. */
  private static final int JPEG_QUALITY = 95;

  /** Most of what can be saved, in a fraction of the time that the rest would take. */
  private static final int PNG_EFFORT = 3;

  private Encoded() {}

  /** Grey, BGR or BGRA as PNG, not a value lost. */
  static Picture png(Mat picture) {
    byte[] bytes = encoded(".png", picture, IMWRITE_PNG_COMPRESSION, PNG_EFFORT);
    return new Picture(bytes, "image/png", "png");
  }

  /** As JPEG; what is transparent is seen on white. */
  static Picture jpeg(Mat picture) {
    Mat opaque = picture.channels() == 4 ? Pixels.colour(picture) : picture;
    byte[] bytes = encoded(".jpg", opaque, IMWRITE_JPEG_QUALITY, JPEG_QUALITY);
    return new Picture(bytes, "image/jpeg", "jpg");
  }

  private static byte[] encoded(String extension, Mat picture, int setting, int value) {
    try (BytePointer buffer = new BytePointer();
        IntPointer settings = new IntPointer(setting, value)) {
      if (!imencode(extension, picture, buffer, settings)) {
        throw new IllegalStateException(
            "Expected to encode " + picture.cols() + "x" + picture.rows() + " as " + extension);
      }
      byte[] bytes = new byte[Math.toIntExact(buffer.limit())];
      buffer.get(bytes);
      return bytes;
    }
  }
}
