package darkroom.studio;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_BILEVEL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import darkroom.action.ImageFormat;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A photo's file as it should be.
 *
 * @param kind of file, such as a progressive JPEG
 */
@SuppressWarnings("ArrayRecordComponent") // Damaged and sent, never compared.
public record WholeFile(String kind, ImageFormat format, byte[] bytes) {
  private static final List<String> PHOTOS =
      List.of("astronaut.png", "camera.png", "chelsea.png", "rocket.jpg");

  /** Some sample photos this wide, each in every kind of file there is. */
  public static List<WholeFile> ofEveryKind(int width) {
    List<WholeFile> files = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      for (String name : PHOTOS) {
        Mat photo = imread("pipelines/samples/" + name, IMREAD_COLOR);
        Mat small = new Mat();
        Size size = new Size(width, width * photo.rows() / photo.cols());
        resize(photo, small, size, 0, 0, INTER_AREA);
        files.addAll(kinds(small));
      }
    }
    return files;
  }

  private static List<WholeFile> kinds(Mat photo) {
    Mat grey = new Mat();
    cvtColor(photo, grey, COLOR_BGR2GRAY);
    Mat clear = new Mat();
    cvtColor(photo, clear, COLOR_BGR2BGRA);
    Mat deep = new Mat();
    photo.convertTo(deep, CV_16U, 257, 0);
    return List.of(
        file("JPEG", ImageFormat.JPEG, photo),
        file("progressive JPEG", ImageFormat.JPEG, photo, IMWRITE_JPEG_PROGRESSIVE, 1),
        file("JPEG with restarts", ImageFormat.JPEG, photo, IMWRITE_JPEG_RST_INTERVAL, 4),
        file("grey JPEG", ImageFormat.JPEG, grey),
        file("PNG", ImageFormat.PNG, photo),
        file("clear PNG", ImageFormat.PNG, clear),
        file("16-bit PNG", ImageFormat.PNG, deep),
        file("bilevel PNG", ImageFormat.PNG, grey, IMWRITE_PNG_BILEVEL, 1),
        file("BMP", ImageFormat.BMP, photo),
        file("clear BMP", ImageFormat.BMP, clear),
        file("WebP", ImageFormat.WEBP, photo, IMWRITE_WEBP_QUALITY, 80),
        file("lossless WebP", ImageFormat.WEBP, clear, IMWRITE_WEBP_QUALITY, 101),
        file("plain TIFF", ImageFormat.TIFF, photo, IMWRITE_TIFF_COMPRESSION, 1),
        file("packed TIFF", ImageFormat.TIFF, photo, IMWRITE_TIFF_COMPRESSION, 5));
  }

  private static WholeFile file(String kind, ImageFormat format, Mat photo, int... options) {
    try (BytePointer bytes = new BytePointer();
        IntPointer how = new IntPointer(options)) {
      imencode("." + format.extension(), photo, bytes, how);
      byte[] file = new byte[Math.toIntExact(bytes.limit())];
      bytes.get(file);
      return new WholeFile(kind, format, file);
    }
  }
}
