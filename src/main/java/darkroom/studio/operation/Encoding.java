package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_STRATEGY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_STRATEGY_RLE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** The files that operations make of their pixels. */
enum Encoding {
  PNG("image/png", "png"),
  JPEG("image/jpeg", "jpg"),
  BMP("image/bmp", "bmp");

  private static final int BEST_QUALITY = 100;

  /**
   * Photos hardly repeat themselves but for runs of one value, once each pixel is told by its
   * neighbours: to look for more makes a larger file in more time.
   */
  private static final int[] PNG_OPTIONS = {
    IMWRITE_PNG_COMPRESSION, 1, IMWRITE_PNG_STRATEGY, IMWRITE_PNG_STRATEGY_RLE
  };

  private final String mediaType;
  private final String extension;

  Encoding(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** The encoding that an API's word for a file type means. */
  static Encoding of(String fileType) {
    return fileType.equals("jpeg") ? JPEG : valueOfExtension(fileType);
  }

  Picture picture(Mat pixels) {
    return picture(pixels, BEST_QUALITY);
  }

  /** The file; the quality, 1 to 100, is JPEG's alone. JPEG shows what is transparent on white. */
  Picture picture(Mat pixels, int quality) {
    try (BytePointer bytes = new BytePointer();
        IntPointer options = options(quality)) {
      Mat shown = this == JPEG ? Pixels.opaque(pixels) : pixels;
      if (!imencode("." + extension, shown, bytes, options)) {
        throw new IllegalStateException(
            "Expected pixels that can be a %s but was %dx%d of type %d"
                .formatted(this, pixels.cols(), pixels.rows(), pixels.type()));
      }
      byte[] file = new byte[Math.toIntExact(bytes.limit())];
      bytes.get(file);
      return new Picture(file, mediaType, extension);
    }
  }

  private IntPointer options(int quality) {
    return switch (this) {
      case PNG -> new IntPointer(PNG_OPTIONS);
      case JPEG -> new IntPointer(IMWRITE_JPEG_QUALITY, quality);
      case BMP -> new IntPointer();
    };
  }

  private static Encoding valueOfExtension(String extension) {
    for (Encoding encoding : values()) {
      if (encoding.extension.equals(extension)) {
        return encoding;
      }
    }
    throw new IllegalArgumentException("Expected png, jpg, jpeg or bmp but was " + extension);
  }
}
