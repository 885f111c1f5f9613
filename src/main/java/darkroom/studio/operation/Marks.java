package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.bitwise_or;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Finds what is printed over a photo: its pixels as a mask of the photo's size, 255 or 0. */
final class Marks {
  /** Marks are looked for at this size at most; they are made to be read on a small screen. */
  private static final double DETECTION_SIDE = 1280;

  /** The greatest height of a letter, and of a logo, as shares of the photo's. */
  private static final double HIGHEST_LETTER = 0.16;

  private static final double HIGHEST_LOGO = 0.22;
  private static final double WIDEST_LOGO = 0.36;

  /** A line that lets the photo through is known by so many letters that it may be long. */
  private static final double WIDEST_CLEAR = 0.6;

  /** The soft edge of what lets the photo through, in pixels of what is looked at. */
  private static final double CLEAR_EDGE = 2;

  /** The share of the photo's sides within which a corner's logo lies. */
  private static final double CORNER_WIDTH = 0.42;

  private static final double CORNER_HEIGHT = 0.3;

  /** How far from both edges of its corner a logo is at most, as a share of the sides. */
  private static final double CORNER_MARGIN = 0.14;

  private Marks() {}

  /** What marks are looked for in: the colours of a photo, whatever is transparent. */
  static Mat colours(Mat photo) {
    if (photo.channels() != 4) {
      return photo;
    }
    Mat colours = new Mat();
    cvtColor(photo, colours, COLOR_BGRA2BGR);
    return colours;
  }

  /** The lines of text that lie in a box of a photo, 8-bit grey or BGR. */
  static Mat ofText(Mat photo, Rect box) {
    Mat mask = new Mat(photo.rows(), photo.cols(), CV_8UC1, Scalar.all(0));
    double scale = Math.min(1, DETECTION_SIDE / Math.max(photo.cols(), photo.rows()));
    Mat part = scaled(new Mat(photo, box), scale);
    int highest = (int) Math.ceil(HIGHEST_LETTER * photo.rows() * scale);
    List<Glyph> glyphs = Glyphs.of(part, highest);
    List<Lettering> letterings = Lettering.of(glyphs, Lettering::inLine);
    List<Lettering> texts = letterings.stream().filter(Lettering::isText).toList();
    for (Lettering lettering : letterings) {
      if (texts.contains(lettering) || texts.stream().anyMatch(lettering::continues)) {
        MarkMask.add(mask, photo, Mark.of(lettering, scale, box.x(), box.y()));
      }
    }
    return mask;
  }

  /** The logos and names in the corners of a photo, 8-bit grey or BGR. */
  static Mat ofLogos(Mat photo) {
    Mat mask = new Mat(photo.rows(), photo.cols(), CV_8UC1, Scalar.all(0));
    double scale = Math.min(1, DETECTION_SIDE / Math.max(photo.cols(), photo.rows()));
    int width = (int) Math.ceil(CORNER_WIDTH * photo.cols());
    int height = (int) Math.ceil(CORNER_HEIGHT * photo.rows());
    Mat small = scaled(photo, scale);
    Mat clear = new Mat(small.rows(), small.cols(), CV_8UC1, Scalar.all(0));
    for (int corner = 0; corner < 4; corner++) {
      int x = corner % 2 == 0 ? 0 : photo.cols() - width;
      int y = corner / 2 == 0 ? 0 : photo.rows() - height;
      int highest = (int) (HIGHEST_LOGO * photo.rows() * scale);
      Mat part = scaled(new Mat(photo, new Rect(x, y, width, height)), scale);
      for (Lettering lettering : printed(Glyphs.of(part, highest))) {
        Mark mark = Mark.of(lettering, scale, x, y);
        if (placed(mark.frame(), photo, WIDEST_LOGO)) {
          MarkMask.add(mask, photo, mark);
        }
      }
      Frame here = new Frame(x, y, width, height).scaled(scale, scale, Frame.whole(small));
      Mat found = ClearMarks.in(small, here, highest, frame -> placed(frame, small, WIDEST_CLEAR));
      bitwise_or(clear, found, clear);
    }
    int reach = 2 * (int) Math.ceil(CLEAR_EDGE / scale) + 1;
    resize(clear, clear, photo.size(), 0, 0, INTER_NEAREST);
    dilate(clear, clear, getStructuringElement(MORPH_ELLIPSE, new Size(reach, reach)));
    bitwise_or(mask, clear, mask);
    return mask;
  }

  /** Lines of text, logos, and what goes with either. */
  private static List<Lettering> printed(List<Glyph> glyphs) {
    List<Lettering> lines = Lettering.of(glyphs, Lettering::inLine);
    List<Lettering> clusters = Lettering.of(glyphs, Lettering::inCluster);
    List<Lettering> sure =
        Stream.concat(
                lines.stream().filter(Lettering::isText),
                clusters.stream().filter(Lettering::isLogo))
            .toList();
    Stream<Lettering> others =
        Stream.concat(lines.stream(), clusters.stream())
            .filter(l -> !sure.contains(l))
            .filter(l -> sure.stream().anyMatch(l::continues));
    return Stream.concat(sure.stream(), others).toList();
  }

  private static boolean placed(Frame mark, Mat photo, double widest) {
    int aside = Math.min(mark.x(), photo.cols() - mark.right());
    int above = Math.min(mark.y(), photo.rows() - mark.bottom());
    return mark.width() <= widest * photo.cols()
        && mark.height() <= HIGHEST_LOGO * photo.rows()
        && aside <= CORNER_MARGIN * photo.cols()
        && above <= CORNER_MARGIN * photo.rows();
  }

  /** A copy that holds its rows without gaps, smaller where the scale is below 1. */
  private static Mat scaled(Mat picture, double scale) {
    if (scale == 1) {
      return picture.clone();
    }
    Mat smaller = new Mat();
    int width = Math.max(1, (int) Math.round(picture.cols() * scale));
    int height = Math.max(1, (int) Math.round(picture.rows() * scale));
    resize(picture, smaller, new Size(width, height), 0, 0, INTER_AREA);
    return smaller;
  }
}
