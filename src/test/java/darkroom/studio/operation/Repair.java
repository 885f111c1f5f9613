package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;
import static org.bytedeco.opencv.global.opencv_photo.INPAINT_TELEA;
import static org.bytedeco.opencv.global.opencv_photo.inpaint;

import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_quality.QualitySSIM;

/** How near a picture is to another, and where it differs. */
final class Repair {
  private Repair() {}

  /** The picture that an operation answered. */
  static Mat result(Operation operation, Map<String, Mat> images, Map<String, String> arguments) {
    String field = operation.action().results().get(0).name();
    Picture picture = (Picture) operation.apply(images, arguments).get(field);
    return imdecode(new Mat(picture.bytes()), IMREAD_UNCHANGED);
  }

  static Mat telea(Mat picture, Mat mask) {
    Mat filled = new Mat();
    inpaint(picture, mask, filled, 3, INPAINT_TELEA);
    return filled;
  }

  /** Peak signal-to-noise ratio where a mask is not 0, in dB. */
  static double psnr(Mat a, Mat b, Mat mask) {
    Mat away = new Mat();
    absdiff(a, b, away);
    Mat square = new Mat();
    away.convertTo(square, CV_32F);
    multiply(square, square, square);
    return 10 * Math.log10(255 * 255 / perChannel(mean(square, mask), a.channels()));
  }

  /** Structural similarity where a mask is not 0. */
  static double ssim(Mat a, Mat b, Mat mask) {
    Mat map = new Mat();
    QualitySSIM.compute(a, b, map);
    return perChannel(mean(map, mask), a.channels());
  }

  private static double perChannel(Scalar sums, int channels) {
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += sums.get(c);
    }
    return sum / channels;
  }

  /** 255 where two pictures differ by more than some tones in a channel. */
  static Mat difference(Mat a, Mat b, int tones) {
    Mat away = new Mat();
    absdiff(a, b, away);
    MatVector channels = new MatVector();
    opencv_core.split(away, channels);
    Mat most = channels.get(0);
    for (long c = 1; c < channels.size(); c++) {
      opencv_core.max(most, channels.get(c), most);
    }
    Mat difference = new Mat();
    threshold(most, difference, tones, 255, THRESH_BINARY);
    return difference;
  }

  static Mat grown(Mat mask, int radius) {
    Mat grown = new Mat();
    dilate(
        mask, grown, getStructuringElement(MORPH_RECT, new Size(2 * radius + 1, 2 * radius + 1)));
    return grown;
  }

  static Mat nothing(Mat picture) {
    return new Mat(picture.rows(), picture.cols(), CV_8UC1, Scalar.all(0));
  }

  static byte[] bytes(Mat picture) {
    byte[] bytes = new byte[(int) (picture.total() * picture.elemSize())];
    new BytePointer(picture.ptr()).get(bytes);
    return bytes;
  }
}
