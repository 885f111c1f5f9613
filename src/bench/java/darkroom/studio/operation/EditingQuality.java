package darkroom.studio.operation;

import static darkroom.studio.operation.Figure.text;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.bitwise_and;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.ellipse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Figures of the operations that edit. */
final class EditingQuality {
  private static final String TEXT = "暗房工作室的隐形文字水印要能读回二十个汉字以上";

  private final Gallery gallery;

  EditingQuality(Gallery gallery) {
    this.gallery = gallery;
  }

  Figure resizing() {
    ChangeImageSizeTest.Kept kept = ChangeImageSizeTest.kept();
    return new Figure(
        "ChangeImageSize",
        text("subject whole in %d of %d", kept.whole(), kept.cut()),
        text("centre crop 0 of %d", kept.cut()),
        "9 of 10",
        kept.whole() >= 0.9 * kept.cut());
  }

  Figure composing() {
    int held = 0;
    double gain = 0;
    double centre = 0;
    for (Map.Entry<String, Mat> sample : gallery.samples().entrySet()) {
      Mat photo = sample.getValue();
      Map<String, Object> data =
          new IntelligentComposition().apply(Map.of("ImageURL", photo), Map.of("NumBoxes", "3"));
      Map<?, ?> best = (Map<?, ?>) ((List<?>) data.get("Elements")).get(0);
      Frame box =
          new Frame(
              (Integer) best.get("MinX"),
              (Integer) best.get("MinY"),
              (Integer) best.get("MaxX") - (Integer) best.get("MinX"),
              (Integer) best.get("MaxY") - (Integer) best.get("MinY"));
      held += box.holds(Subjects.MARKED.get(sample.getKey())) ? 1 : 0;
      gain += Photos.score(new AssessComposition(), box.of(photo)) / gallery.samples().size();
      Rect middle =
          new Rect(photo.cols() / 8, photo.rows() / 8, photo.cols() * 3 / 4, photo.rows() * 3 / 4);
      centre +=
          Photos.score(new AssessComposition(), Photos.cropped(photo, middle))
              / gallery.samples().size();
    }
    return new Figure(
        "IntelligentComposition",
        text(
            "subject in the best box %d of %d; it scores %.2f",
            held, gallery.samples().size(), gain),
        text("centre crop scores %.2f", centre),
        "always inside; better",
        held == gallery.samples().size() && gain > centre);
  }

  Figure imitating() {
    double structure = 1;
    double ours = 0;
    double reinhard = 0;
    List<Mat> styles =
        List.of(gallery.samples().get("coffee.png"), gallery.samples().get("rocket.jpg"));
    for (Mat photo : gallery.all()) {
      for (Mat style : styles) {
        Map<String, Mat> images = Map.of("ImageURL", photo, "StyleUrl", style);
        Mat made = Repair.result(new ImitatePhotoStyle(), images, Map.of());
        structure = Math.min(structure, StyleFigures.structure(photo, made));
        ours += StyleFigures.colours(made, style);
        reinhard += StyleFigures.colours(StyleFigures.reinhard(photo, style), style);
      }
    }
    return new Figure(
        "ImitatePhotoStyle",
        text("structure %.2f at least; %.2f", structure, ours / reinhard),
        "Reinhard's distance from the reference in light and colour: 1",
        "0.9 or more; nearer",
        structure >= 0.9 && ours < reinhard);
  }

  Figure subtitles() {
    return removing(
        "RemoveImageSubtitles",
        Arrays.stream(RemoveImageSubtitlesTest.Subtitle.values())
            .<UnaryOperator<Mat>>map(s -> s::over)
            .toList(),
        printed -> {
          int top = (int) Math.floor(0.75 * printed.rows());
          return Marks.ofText(printed, new Rect(0, top, printed.cols(), printed.rows() - top));
        },
        new RemoveImageSubtitles(),
        Map.of("BX", "0", "BY", "0.75", "BW", "1", "BH", "0.25"));
  }

  List<Figure> logos() {
    List<RemoveImageWatermarkTest.Logo> all = List.of(RemoveImageWatermarkTest.Logo.values());
    return List.of(
        logos("opaque", all.stream().filter(logo -> !logo.isClear()).toList()),
        logos("half transparent", all.stream().filter(logo -> logo.isClear()).toList()));
  }

  private Figure logos(String which, List<RemoveImageWatermarkTest.Logo> logos) {
    return removing(
        "RemoveImageWatermark, " + which,
        logos.stream().<UnaryOperator<Mat>>map(logo -> logo::over).toList(),
        Marks::ofLogos,
        new RemoveImageWatermark(),
        Map.of());
  }

  private Figure removing(
      String name,
      List<UnaryOperator<Mat>> prints,
      Function<Mat, Mat> marks,
      Operation operation,
      Map<String, String> arguments) {
    double gone = 0;
    double psnr = 0;
    double telea = 0;
    double beyond = 0;
    int missed = 0;
    List<Mat> photos = gallery.all();
    double share = 1.0 / photos.size() / prints.size();
    for (Mat photo : photos) {
      for (UnaryOperator<Mat> print : prints) {
        Mat printed = print.apply(photo);
        Mat mark = Repair.difference(photo, printed, 8);
        Mat found = marks.apply(printed);
        Mat covered = new Mat();
        bitwise_and(mark, found, covered);
        double part = (double) countNonZero(covered) / countNonZero(mark);
        gone += part * share;
        missed += part < 0.5 ? 1 : 0;
        Mat made = Repair.result(operation, Map.of("ImageURL", printed), arguments);
        psnr += Repair.psnr(photo, made, mark) * share;
        telea += Repair.psnr(photo, Repair.telea(printed, found), mark) * share;
        Mat away = new Mat();
        subtract(Repair.difference(printed, made, 0), Repair.grown(mark, photo.rows() / 12), away);
        beyond += (double) countNonZero(away) / photo.total() * share;
      }
    }
    return new Figure(
        name,
        text(
            "%.1f %% gone, missed %d of %d; %.1f dB; %.2f %% changed elsewhere",
            100 * gone, missed, photos.size() * prints.size(), psnr, 100 * beyond),
        text("Telea %.1f dB", telea),
        "90 %, above Telea",
        gone >= 0.9 && psnr > telea);
  }

  /** Two holes a photo, anywhere. */
  Figure erasing() {
    SplittableRandom random = new SplittableRandom(5);
    double[] ours = new double[2];
    double[] teleas = new double[2];
    int changed = 0;
    List<Mat> photos = gallery.all();
    for (Mat photo : photos) {
      for (int i = 0; i < 2; i++) {
        Mat mask = hole(photo, random);
        Mat made =
            Repair.result(new ErasePerson(), Map.of("ImageURL", photo, "UserMask", mask), Map.of());
        Mat telea = Repair.telea(photo, mask);
        ours[0] += Repair.psnr(photo, made, mask) / photos.size() / 2;
        ours[1] += Repair.ssim(photo, made, mask) / photos.size() / 2;
        teleas[0] += Repair.psnr(photo, telea, mask) / photos.size() / 2;
        teleas[1] += Repair.ssim(photo, telea, mask) / photos.size() / 2;
        Mat outside = new Mat();
        subtract(Repair.difference(photo, made, 0), mask, outside);
        changed += countNonZero(outside);
      }
    }
    return new Figure(
        "ErasePerson",
        text("%.1f dB, SSIM %.3f; %d pixels changed outside", ours[0], ours[1], changed),
        text("Telea %.1f dB, %.3f", teleas[0], teleas[1]),
        "above in both, 0 changed",
        ours[0] > teleas[0] && ours[1] > teleas[1] && changed == 0);
  }

  static Mat hole(Mat photo, SplittableRandom random) {
    Mat mask = Repair.nothing(photo);
    int across = photo.cols() / 14;
    int down = photo.rows() / 9;
    int x = across + random.nextInt(photo.cols() - 2 * across);
    int y = down + random.nextInt(photo.rows() - 2 * down);
    ellipse(
        mask,
        new Point(x, y),
        new Size(across, down),
        15,
        0,
        360,
        Scalar.all(255),
        FILLED,
        LINE_8,
        0);
    return mask;
  }

  List<Figure> hiding() {
    return Stream.of("", "_plus", "_bold").map(this::hiding).toList();
  }

  /** Read back after a mark was compressed, scaled, cropped, blurred. */
  private Figure hiding(String version) {
    Operation operation = new ImageBlindCharacterWatermark();
    Map<String, String> hide = Map.of("FunctionType", "encode_text" + version, "Text", TEXT);
    Map<String, String> read = Map.of("FunctionType", "decode_text" + version);
    List<UnaryOperator<Mat>> fates =
        List.of(
            m -> Photos.jpeg(m, 75),
            m -> Photos.jpeg(m, 50),
            m -> Photos.scaled(m, 0.75),
            m -> Photos.scaled(m, 1.5),
            m -> Photos.cropped(m, new Rect(20, 15, m.cols() * 9 / 10, m.rows() * 9 / 10)),
            m -> Photos.blurred(m, 0.8));
    double least = Double.MAX_VALUE;
    int back = 0;
    int imagined = 0;
    for (Mat photo : gallery.all()) {
      Mat marked = Repair.result(operation, Map.of("OriginImageURL", photo), hide);
      Mat all = Photos.plain(photo.cols(), photo.rows(), CV_8UC1, 255);
      least = Math.min(least, Repair.psnr(photo, marked, all));
      for (UnaryOperator<Mat> fate : fates) {
        back += reads(operation, fate.apply(marked), photo, read) ? 1 : 0;
      }
      imagined += reads(operation, photo, photo, read) ? 1 : 0;
    }
    int all = fates.size() * gallery.all().size();
    return new Figure(
        "blind watermarks, 'encode_text" + version + "'",
        text(
            "%.1f dB at least; read back %d of %d; %d read from unmarked",
            least, back, all, imagined),
        "-",
        "40 dB; all; none",
        least >= 40 && back == all && imagined == 0);
  }

  private static boolean reads(
      Operation operation, Mat marked, Mat original, Map<String, String> arguments) {
    try {
      operation.apply(Map.of("WatermarkImageURL", marked, "OriginImageURL", original), arguments);
      return true;
    } catch (Unacceptable e) {
      return false;
    }
  }
}
