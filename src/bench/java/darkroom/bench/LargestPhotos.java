package darkroom.bench;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import darkroom.action.Action;
import darkroom.action.Bound;
import darkroom.action.ByteLimit;
import darkroom.action.ByteSize;
import darkroom.action.SizeLimit;
import darkroom.studio.Way;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Photos as large as an action takes them, in pixels and in bytes. */
final class LargestPhotos {
  private LargestPhotos() {}

  /** The largest size of an action's photo; what the studio takes where the action has none. */
  static SizeLimit size(Way way) {
    int side = Integer.getInteger("side", 10_000);
    return way.action().input().max().orElse(new SizeLimit(side, side, Bound.INCLUSIVE)).largest();
  }

  /** A sample photo enlarged to a size, as the best JPEG that the action's limit on bytes takes. */
  static byte[] jpeg(Action action, int width, int height) {
    long most =
        action.input().bytes().map(ByteLimit::largest).map(ByteSize::bytes).orElse(3_000_000L);
    try (PointerScope scope = new PointerScope()) {
      Mat photo = imread("pipelines/samples/astronaut.png", IMREAD_COLOR);
      Mat large = new Mat();
      resize(photo, large, new Size(width, height), 0, 0, INTER_CUBIC);
      for (int quality = 90; quality > 0; quality -= 15) {
        BytePointer bytes = new BytePointer();
        imencode(".jpg", large, bytes, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
        if (bytes.limit() <= most) {
          byte[] file = new byte[Math.toIntExact(bytes.limit())];
          bytes.get(file);
          return file;
        }
      }
    }
    throw new IllegalStateException(
        "Expected a JPEG of %dx%d within %d bytes but was more".formatted(width, height, most));
  }
}
