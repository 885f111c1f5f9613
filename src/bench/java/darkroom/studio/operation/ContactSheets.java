package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.NORM_MINMAX;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.normalize;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Writes a sheet of pictures for every operation, to be looked at: photos, what becomes of them,
 * and what another way makes of them.
 *
 * <p>Arguments: the folder to write to, and a part of the names of the operations. The system
 * property {@code photos} names a folder of more photos.
 */
public final class ContactSheets {
  private final Gallery gallery;

  private ContactSheets(Gallery gallery) {
    this.gallery = gallery;
  }

  /** Writes them. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    String name = arguments.length > 1 ? arguments[1] : "";
    for (Map.Entry<String, Supplier<Sheet>> sheet :
        new ContactSheets(Gallery.open()).sheets().entrySet()) {
      if (sheet.getKey().contains(name)) {
        try (PointerScope scope = new PointerScope()) {
          sheet.getValue().get().write(folder.resolve(sheet.getKey() + ".jpg"));
        }
        System.out.println(sheet.getKey());
      }
    }
    System.exit(0);
  }

  private Map<String, Supplier<Sheet>> sheets() {
    Map<String, Supplier<Sheet>> sheets = new LinkedHashMap<>();
    sheets.put("MakeSuperResolutionImage", this::enlarged);
    sheets.put("ColorizeImage", this::colorized);
    sheets.put("EnhanceImageColor", this::enhanced);
    sheets.put("ExtendImageStyle", this::repainted);
    sheets.put("ImitatePhotoStyle", this::imitated);
    sheets.put("RecolorImage", this::recoloured);
    sheets.put("RecolorHDImage", this::recolouredInHighDefinition);
    sheets.put("GenerateDynamicImage", this::moving);
    sheets.put("ChangeImageSize", this::resized);
    sheets.put("IntelligentComposition", this::composed);
    sheets.put("RemoveImageSubtitles", this::withoutSubtitles);
    sheets.put("RemoveImageWatermark", this::withoutLogos);
    sheets.put("ErasePerson", this::erased);
    sheets.put("ImageBlindWatermark", this::marked);
    return sheets;
  }

  private Mat sample(String name) {
    return gallery.samples().get(name);
  }

  /** A detail at four times its size. */
  private Sheet enlarged() {
    Sheet sheet = new Sheet("photo, x4 nearest", "base", "enhancement", "Lanczos");
    for (Mat photo : gallery.all()) {
      Frame detail =
          new Frame(photo.cols() / 3, photo.rows() / 5, photo.cols() / 3, photo.rows() / 3);
      Mat small = Photos.scaled(detail.of(photo).clone(), 0.5);
      Mat lanczos = new Mat();
      Size size = new Size(small.cols() * 4, small.rows() * 4);
      resize(small, lanczos, size, 0, 0, INTER_LANCZOS4);
      Stream<Mat> made =
          Stream.of("base", "enhancement")
              .map(
                  mode ->
                      Repair.result(
                          new MakeSuperResolutionImage(),
                          Map.of("Url", small),
                          Map.of("UpscaleFactor", "4", "Mode", mode)));
      List<Mat> both = made.toList();
      sheet.add(small, both.get(0), both.get(1), lanczos);
    }
    return sheet;
  }

  private Sheet colorized() {
    Sheet sheet = new Sheet("original", "grey", "colorized", "sepia");
    for (Mat photo : gallery.all()) {
      Mat grey = Pixels.grey(photo);
      Mat sepia = new Mat();
      ColorizeImageTest.sepia(grey).convertTo(sepia, 0);
      sheet.add(photo, grey, ColorizeImage.ofGrey(grey), sepia);
    }
    return sheet;
  }

  private Sheet enhanced() {
    Sheet sheet = new Sheet("photo", "Rec709", "its log footage", "LogC", "stretched");
    for (Mat photo : gallery.inColour()) {
      Mat footage = Footage.logC(photo);
      Mat stretched = new Mat();
      normalize(footage, stretched, 0, 255, NORM_MINMAX, -1, null);
      sheet.add(photo, enhanced(photo, "Rec709"), footage, enhanced(footage, "LogC"), stretched);
    }
    return sheet;
  }

  private static Mat enhanced(Mat photo, String mode) {
    Map<String, String> arguments = Map.of("Mode", mode, "OutputFormat", "png");
    return Repair.result(new EnhanceImageColor(), Map.of("ImageURL", photo), arguments);
  }

  private Sheet repainted() {
    Sheet sheet = new Sheet("photo", "style", "Url", "MajorUrl", "Reinhard");
    List<Mat> styles = List.of(sample("coffee.png"), sample("seeding.jpg"), sample("rocket.jpg"));
    int turn = 0;
    for (Mat photo : gallery.all()) {
      Mat style = another(styles, turn++, photo);
      Map<String, Object> data =
          new ExtendImageStyle().apply(Map.of("MajorUrl", photo, "StyleUrl", style), Map.of());
      Mat made = StyleFigures.decoded(data.get("Url"));
      Mat kept = data.get("MajorUrl") instanceof Picture p ? StyleFigures.decoded(p) : made;
      sheet.add(photo, style, made, kept, StyleFigures.reinhard(photo, style));
    }
    return sheet;
  }

  /** One after the other, but never the photo itself. */
  private static Mat another(List<Mat> styles, int turn, Mat photo) {
    Mat style = styles.get(turn % styles.size());
    return style == photo ? styles.get((turn + 1) % styles.size()) : style;
  }

  private Sheet imitated() {
    Sheet sheet = new Sheet("photo", "reference", "imitated", "Reinhard");
    List<Mat> styles = List.of(sample("coffee.png"), sample("rocket.jpg"), sample("chelsea.png"));
    int turn = 0;
    for (Mat photo : gallery.all()) {
      Mat style = another(styles, turn++, photo);
      Map<String, Mat> images = Map.of("ImageURL", photo, "StyleUrl", style);
      Mat made = Repair.result(new ImitatePhotoStyle(), images, Map.of());
      sheet.add(photo, style, made, StyleFigures.reinhard(photo, style));
    }
    return sheet;
  }

  private Sheet recoloured() {
    Sheet sheet = new Sheet("photo", "AUTO 1", "AUTO 2", "2A4B7C C98F3D E8DCC5", "REF_PIC");
    Mat reference = sample("rocket.jpg");
    Map<String, String> template =
        Map.of(
            "Mode", "TEMPLATE",
            "ColorTemplate.1.Color", "2A4B7C",
            "ColorTemplate.2.Color", "C98F3D",
            "ColorTemplate.3.Color", "E8DCC5");
    for (Mat photo : gallery.all()) {
      Map<String, Mat> images = Map.of("Url", photo, "RefUrl", reference);
      RecolorImage operation = new RecolorImage();
      List<Mat> auto = listed(operation, images, Map.of("Mode", "AUTO", "ColorCount", "2"));
      sheet.add(
          photo,
          auto.get(0),
          auto.get(1),
          listed(operation, images, template).get(0),
          listed(operation, images, Map.of("Mode", "REF_PIC")).get(0));
    }
    return sheet;
  }

  private static List<Mat> listed(
      Operation operation, Map<String, Mat> images, Map<String, String> arguments) {
    return ((List<?>) operation.apply(images, arguments).get("ImageList"))
        .stream().map(StyleFigures::decoded).toList();
  }

  private Sheet recolouredInHighDefinition() {
    Sheet sheet = new Sheet("photo", "AUTO, 0.5", "AUTO, 1", "REF_PIC, 1");
    for (Mat photo : gallery.inColour()) {
      Map<String, Mat> images = Map.of("Url", photo, "RefUrl", sample("rocket.jpg"));
      RecolorHDImage operation = new RecolorHDImage();
      sheet.add(
          photo,
          listed(operation, images, Map.of("Mode", "AUTO", "Degree", "0.5")).get(0),
          listed(operation, images, Map.of("Mode", "AUTO", "Degree", "1")).get(0),
          listed(operation, images, Map.of("Mode", "REF_PIC", "Degree", "1")).get(0));
    }
    return sheet;
  }

  private Sheet moving() {
    Sheet sheet = new Sheet("photo", "frame 12", "frame 24", "what moved, times 4");
    for (Mat photo : gallery.all()) {
      Mat colour = Pixels.colour(photo);
      try {
        LoopedMotion motion = new GenerateDynamicImage().motion(colour, "11");
        Mat moved = new Mat();
        absdiff(motion.frame(12), colour, moved);
        Mat strong = new Mat();
        moved.convertTo(strong, -1, 4, 0);
        sheet.add(colour, motion.frame(12), motion.frame(24), strong);
      } catch (Unacceptable nothingMoves) {
        sheet.add(colour);
      }
    }
    return sheet;
  }

  private Sheet resized() {
    Sheet sheet = new Sheet("photo", "300x300", "180x320", "400x120", "centre crop 300x300");
    for (Mat photo : gallery.all()) {
      int side = Math.min(photo.cols(), photo.rows());
      Rect middle = new Rect((photo.cols() - side) / 2, (photo.rows() - side) / 2, side, side);
      sheet.add(
          photo,
          sized(photo, 300, 300),
          sized(photo, 180, 320),
          sized(photo, 400, 120),
          Photos.cropped(photo, middle));
    }
    return sheet;
  }

  private static Mat sized(Mat photo, int width, int height) {
    Map<String, String> arguments = Map.of("Width", "" + width, "Height", "" + height);
    return Repair.result(new ChangeImageSize(), Map.of("Url", photo), arguments);
  }

  private Sheet composed() {
    Sheet sheet = new Sheet("photo and the best box", "best", "second", "third");
    for (Mat photo : gallery.all()) {
      Map<String, Object> data =
          new IntelligentComposition().apply(Map.of("ImageURL", photo), Map.of("NumBoxes", "3"));
      List<Mat> crops =
          ((List<?>) data.get("Elements"))
              .stream().map(box -> new Mat(photo, rect((Map<?, ?>) box)).clone()).toList();
      Mat framed = Pixels.colour(photo).clone();
      rectangle(
          framed,
          rect((Map<?, ?>) ((List<?>) data.get("Elements")).get(0)),
          new Scalar(0, 0, 255, 0),
          4,
          LINE_8,
          0);
      sheet.add(framed, crops.get(0), crops.get(1), crops.get(2));
    }
    return sheet;
  }

  private static Rect rect(Map<?, ?> box) {
    int x = (Integer) box.get("MinX");
    int y = (Integer) box.get("MinY");
    return new Rect(x, y, (Integer) box.get("MaxX") - x, (Integer) box.get("MaxY") - y);
  }

  private Sheet withoutSubtitles() {
    Sheet sheet = new Sheet("printed", "erased", "Telea");
    RemoveImageSubtitlesTest.Subtitle[] all = RemoveImageSubtitlesTest.Subtitle.values();
    Map<String, String> box = Map.of("BX", "0", "BY", "0.75", "BW", "1", "BH", "0.25");
    int turn = 0;
    for (Mat photo : gallery.all()) {
      Mat printed = all[turn++ % all.length].over(photo);
      int top = (int) Math.floor(0.75 * printed.rows());
      Mat marks = Marks.ofText(printed, new Rect(0, top, printed.cols(), printed.rows() - top));
      sheet.add(
          printed,
          Repair.result(new RemoveImageSubtitles(), Map.of("ImageURL", printed), box),
          Repair.telea(printed, marks));
    }
    return sheet;
  }

  private Sheet withoutLogos() {
    Sheet sheet = new Sheet("printed", "erased", "Telea");
    RemoveImageWatermarkTest.Logo[] all = RemoveImageWatermarkTest.Logo.values();
    int turn = 0;
    for (Mat photo : gallery.all()) {
      for (int i = 0; i < 2; i++) {
        Mat printed = all[turn++ % all.length].over(photo);
        sheet.add(
            printed,
            Repair.result(new RemoveImageWatermark(), Map.of("ImageURL", printed), Map.of()),
            Repair.telea(printed, Marks.ofLogos(printed)));
      }
    }
    return sheet;
  }

  private Sheet erased() {
    Sheet sheet = new Sheet("photo and mask", "erased", "Telea");
    SplittableRandom random = new SplittableRandom(5);
    for (Mat photo : gallery.all()) {
      Mat mask = EditingQuality.hole(photo, random);
      Mat covered = Pixels.colour(photo).clone();
      covered.setTo(new Mat(new double[] {0, 0, 255, 255}), mask);
      sheet.add(
          covered,
          Repair.result(new ErasePerson(), Map.of("ImageURL", photo, "UserMask", mask), Map.of()),
          Repair.telea(photo, mask));
    }
    return sheet;
  }

  private Sheet marked() {
    Sheet sheet = new Sheet("photo", "plus", "bold", "bold's change, times 16");
    for (Mat photo : gallery.all()) {
      Mat plus = marked(photo, "_plus");
      Mat bold = marked(photo, "_bold");
      Mat change = new Mat();
      absdiff(photo, bold, change);
      Mat strong = new Mat();
      change.convertTo(strong, -1, 16, 0);
      sheet.add(photo, plus, bold, strong);
    }
    return sheet;
  }

  private static Mat marked(Mat photo, String version) {
    Map<String, String> arguments =
        Map.of("FunctionType", "encode_text" + version, "Text", "Darkroom 2026");
    return Repair.result(
        new ImageBlindCharacterWatermark(), Map.of("OriginImageURL", photo), arguments);
  }
}
