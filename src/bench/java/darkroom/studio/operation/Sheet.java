package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Pictures side by side, a row for each photo. */
final class Sheet {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 320;
  private static final int LINE = 22;

  private final List<String> columns;
  private final List<List<Mat>> rows = new ArrayList<>();

  Sheet(String... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row; its pictures are shown as large as fits. */
  void add(Mat... pictures) {
    List<Mat> row = new ArrayList<>();
    for (Mat picture : pictures) {
      Mat seen = Pixels.colour(picture);
      double scale = Math.min((double) WIDTH / seen.cols(), (double) HEIGHT / seen.rows());
      Mat fitted = new Mat();
      Size size =
          new Size(
              Math.max(1, (int) (seen.cols() * scale)), Math.max(1, (int) (seen.rows() * scale)));
      resize(seen, fitted, size, 0, 0, scale < 1 ? INTER_AREA : INTER_NEAREST);
      row.add(fitted);
    }
    rows.add(row);
  }

  void write(Path file) {
    Mat sheet =
        new Mat(
            LINE + rows.size() * (HEIGHT + 4),
            columns.size() * (WIDTH + 4),
            CV_8UC3,
            Scalar.all(255));
    for (int column = 0; column < columns.size(); column++) {
      putText(
          sheet,
          columns.get(column),
          new Point(column * (WIDTH + 4) + 4, LINE - 6),
          FONT_HERSHEY_SIMPLEX,
          0.5,
          Scalar.all(0),
          1,
          LINE_AA,
          false);
    }
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        Mat picture = rows.get(row).get(column);
        Rect place =
            new Rect(
                column * (WIDTH + 4), LINE + row * (HEIGHT + 4), picture.cols(), picture.rows());
        picture.copyTo(new Mat(sheet, place));
      }
    }
    imwrite(file.toString(), sheet, new int[] {IMWRITE_JPEG_QUALITY, 92});
  }
}
