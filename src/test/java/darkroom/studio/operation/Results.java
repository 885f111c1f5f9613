package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Reads what an operation answered. */
final class Results {
  private Results() {}

  /** The one picture of an answer, under its declared field. */
  static Picture picture(Operation operation, Map<String, Object> data) {
    String field = operation.action().results().get(0).name();
    assertThat(data).containsOnlyKeys(field);
    return (Picture) data.get(field);
  }

  static Mat decoded(Picture picture) {
    byte[] bytes = picture.bytes();
    Mat decoded =
        imdecode(new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes)), IMREAD_UNCHANGED);
    assertThat(decoded.empty()).isFalse();
    return decoded;
  }
}
