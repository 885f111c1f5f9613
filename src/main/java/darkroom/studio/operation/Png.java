package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes pixels as PNG, which changes none of them. */
final class Png {
  private Png() {}

  static Picture of(Mat pixels) {
    try (PointerScope scope = new PointerScope()) {
      BytePointer encoded = new BytePointer();
      if (!imencode(".png", pixels, encoded)) {
        throw new IllegalStateException(
            "Expected pixels that PNG can hold but was "
                + pixels.size()
                + ", type "
                + pixels.type());
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return new Picture(bytes, "image/png", "png");
    }
  }
}
