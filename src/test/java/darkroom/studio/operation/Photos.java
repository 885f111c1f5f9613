package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_16S;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.randn;
import static org.bytedeco.opencv.global.opencv_core.theRNG;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import darkroom.action.ResultField;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** The sample photos, and what can be done to a photo to see how its scores follow. */
final class Photos {
  static final List<String> NAMES =
      List.of(
          "astronaut.png", "camera.png", "chelsea.png", "coffee.png", "rocket.jpg", "seeding.jpg");

  private Photos() {}

  /** A sample, no side over 999, as the actions admit it. */
  static Mat sample(String name) {
    Mat photo = imread("pipelines/samples/" + name, IMREAD_UNCHANGED);
    assertThat(photo.empty()).as("no photo in pipelines/samples/%s", name).isFalse();
    double scale = 999.0 / Math.max(photo.cols(), photo.rows());
    return scale < 1 ? scaled(photo, scale) : photo;
  }

  static double score(Operation operation, Mat photo) {
    Map<String, Object> data = operation.apply(Map.of("ImageURL", photo), Map.of());
    assertThat(data)
        .containsOnlyKeys(operation.action().results().stream().map(ResultField::name).toList());
    return (Double) data.values().iterator().next();
  }

  static Mat plain(int width, int height, int type, int... value) {
    double[] channels = new double[4];
    for (int i = 0; i < value.length; i++) {
      channels[i] = value[i];
    }
    return new Mat(
        height, width, type, new Scalar(channels[0], channels[1], channels[2], channels[3]));
  }

  static Mat scaled(Mat photo, double scale) {
    Mat scaled = new Mat();
    int width = (int) Math.round(photo.cols() * scale);
    int height = (int) Math.round(photo.rows() * scale);
    resize(photo, scaled, new Size(width, height), 0, 0, INTER_AREA);
    return scaled;
  }

  static Mat cropped(Mat photo, Rect frame) {
    return new Mat(photo, frame).clone();
  }

  static Mat blurred(Mat photo, double sigma) {
    if (sigma == 0) {
      return photo;
    }
    Mat blurred = new Mat();
    GaussianBlur(photo, blurred, new Size(0, 0), sigma);
    return blurred;
  }

  /** What a camera that moves along (dx, dy) for this many pixels sees. */
  static Mat moved(Mat photo, int length, int dx, int dy) {
    if (length == 0) {
      return photo;
    }
    Mat kernel = plain(length, length, CV_32F);
    try (FloatIndexer taps = kernel.createIndexer()) {
      for (int i = 0; i < length; i++) {
        int away = i - length / 2;
        taps.put(length / 2 + dy * away, length / 2 + dx * away, 1f / length);
      }
    }
    Mat moved = new Mat();
    filter2D(photo, moved, -1, kernel);
    return moved;
  }

  static Mat noisy(Mat photo, double deviation) {
    Mat noise = new Mat(photo.rows(), photo.cols() * photo.channels(), CV_16S);
    theRNG().state(42);
    randn(noise, new Mat(new double[] {0}), new Mat(new double[] {deviation}));
    Mat noisy = new Mat();
    add(photo, noise.reshape(photo.channels()), noisy, new Mat(), photo.type());
    return noisy;
  }

  static Mat jpeg(Mat photo, int quality) {
    BytePointer bytes = new BytePointer();
    imencode(".jpg", photo, bytes, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
    return imdecode(new Mat(bytes), IMREAD_UNCHANGED);
  }

  static Mat mirrored(Mat photo, int axis) {
    Mat mirrored = new Mat();
    flip(photo, mirrored, axis);
    return mirrored;
  }

  static Mat gamma(Mat photo, double gamma) {
    return toned(photo, v -> Math.pow(v, gamma));
  }

  /** More or less light, by stops, on the sensor: sRGB to linear light, clipped, and back. */
  static Mat exposed(Mat photo, double stops) {
    return toned(
        photo,
        v -> {
          double linear = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
          double light = Math.min(1, linear * Math.pow(2, stops));
          return light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        });
  }

  private static Mat toned(Mat photo, DoubleUnaryOperator curve) {
    byte[] table = new byte[256];
    for (int i = 0; i < 256; i++) {
      table[i] = (byte) Math.round(255 * curve.applyAsDouble(i / 255.0));
    }
    Mat toned = new Mat();
    LUT(photo, new Mat(table), toned);
    return toned;
  }
}
