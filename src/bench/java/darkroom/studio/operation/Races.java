package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.dct;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgproc.COLORMAP_PINK;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;
import static org.bytedeco.opencv.global.opencv_imgproc.applyColorMap;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_photo.detailEnhance;
import static org.bytedeco.opencv.global.opencv_photo.stylization;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_saliency.StaticSaliencyFineGrained;

/**
 * Every operation, in its ways, and another way to do about that, over a photo of 999x999, which
 * all of them take.
 */
final class Races {
  /** Something that is timed. */
  interface Task {
    void run();
  }

  /**
   * @param alternative its name
   * @param most how many milliseconds ours may take
   */
  record Race(Task ours, String alternative, Task other, int most) {}

  private static final int SIDE = 999;

  private final Mat photo = sized(Photos.sample("astronaut.png"), SIDE, SIDE);
  private final Mat style = sized(Photos.sample("coffee.png"), SIDE, SIDE);
  private final Map<String, Race> races = new LinkedHashMap<>();

  private Races() {}

  static Map<String, Race> all() {
    Races all = new Races();
    all.scoring();
    all.enhancing();
    all.recolouring();
    all.editing();
    all.hiding();
    return all.races;
  }

  private void scoring() {
    Map<String, Mat> images = Map.of("ImageURL", photo);
    add(
        new AssessSharpness(),
        "",
        images,
        Map.of(),
        "variance of the Laplacian",
        30,
        this::laplacian);
    add(new AssessExposure(), "", images, Map.of(), "mean", 30, () -> mean(photo));
    add(new AssessComposition(), "", images, Map.of(), "fine-grained saliency", 30, this::saliency);
  }

  private void enhancing() {
    Mat half = sized(photo, 512, 512);
    for (int factor : new int[] {1, 2, 3, 4}) {
      Map<String, String> arguments = Map.of("UpscaleFactor", "" + factor, "Mode", "enhancement");
      Task lanczos = () -> sizedBy(half, 512 * factor, INTER_LANCZOS4);
      int most = factor <= 2 ? 2_000 : 10_000;
      String size = " 512x512 x" + factor;
      add(
          new MakeSuperResolutionImage(),
          size,
          Map.of("Url", half),
          arguments,
          "Lanczos",
          most,
          lanczos);
    }
    add(
        new ColorizeImage(),
        "",
        Map.of("ImageURL", Pixels.grey(photo)),
        Map.of(),
        "applyColorMap",
        10_000,
        () -> applyColorMap(photo, new Mat(), COLORMAP_PINK));
    for (String mode : new String[] {"LogC", "Rec709"}) {
      Map<String, String> arguments = Map.of("Mode", mode, "OutputFormat", "jpg");
      Map<String, Mat> images = Map.of("ImageURL", photo);
      Task other = () -> detailEnhance(photo, new Mat());
      add(new EnhanceImageColor(), " " + mode, images, arguments, "detailEnhance", 10_000, other);
    }
    add(
        new ExtendImageStyle(),
        "",
        Map.of("MajorUrl", photo, "StyleUrl", style),
        Map.of(),
        "stylization",
        10_000,
        () -> stylization(photo, new Mat()));
    add(
        new GenerateDynamicImage(),
        "",
        Map.of("Url", photo),
        Map.of("Operation", "11"),
        LoopedMotion.FRAMES + " frames as JPEG",
        10_000,
        () -> {
          for (int frame = 0; frame < LoopedMotion.FRAMES; frame++) {
            Encoding.JPEG.picture(photo, 90);
          }
        });
  }

  private void recolouring() {
    for (String mode : new String[] {"AUTO", "TEMPLATE", "REF_PIC"}) {
      Map<String, String> arguments = new HashMap<>(Map.of("Mode", mode));
      if (mode.equals("TEMPLATE")) {
        arguments.put("ColorTemplate.1.Color", "2A4B7C");
        arguments.put("ColorTemplate.2.Color", "C98F3D");
        arguments.put("ColorTemplate.3.Color", "E8DCC5");
      }
      Map<String, Mat> images = Map.of("Url", photo, "RefUrl", style);
      add(new RecolorImage(), " " + mode, images, arguments, "Reinhard", 10_000, this::reinhard);
      arguments.put("Degree", "1");
      add(new RecolorHDImage(), " " + mode, images, arguments, "Reinhard", 10_000, this::reinhard);
    }
  }

  private void editing() {
    Map<String, Mat> images = Map.of("ImageURL", photo);
    add(
        new ChangeImageSize(),
        "",
        Map.of("Url", photo),
        Map.of("Width", "600", "Height", "300"),
        "resize",
        1_000,
        () -> sizedBy(photo, 600, INTER_AREA));
    add(
        new IntelligentComposition(),
        "",
        images,
        Map.of(),
        "fine-grained saliency",
        1_000,
        this::saliency);
    add(
        new ImitatePhotoStyle(),
        "",
        Map.of("ImageURL", photo, "StyleUrl", style),
        Map.of(),
        "Reinhard",
        1_000,
        this::reinhard);
    Mat titled = RemoveImageSubtitlesTest.Subtitle.OUTLINED_LATIN.over(photo);
    Mat titles = Repair.difference(photo, titled, 8);
    add(
        new RemoveImageSubtitles(),
        "",
        Map.of("ImageURL", titled),
        Map.of("BX", "0", "BY", "0.75", "BW", "1", "BH", "0.25"),
        "Telea",
        1_000,
        () -> Repair.telea(titled, titles));
    Mat printed = RemoveImageWatermarkTest.Logo.STATION.over(photo);
    Mat logo = Repair.difference(photo, printed, 8);
    add(
        new RemoveImageWatermark(),
        "",
        Map.of("ImageURL", printed),
        Map.of(),
        "Telea",
        1_000,
        () -> Repair.telea(printed, logo));
    Mat mask = EditingQuality.hole(photo, new SplittableRandom(5));
    add(
        new ErasePerson(),
        "",
        Map.of("ImageURL", photo, "UserMask", mask),
        Map.of(),
        "Telea",
        1_000,
        () -> Repair.telea(photo, mask));
  }

  private void hiding() {
    Operation operation = new ImageBlindCharacterWatermark();
    Map<String, String> hide = Map.of("FunctionType", "encode_text_plus", "Text", "Darkroom");
    Mat marked = Repair.result(operation, Map.of("OriginImageURL", photo), hide);
    Mat luma = new Mat();
    Pixels.grey(sized(photo, 1000, 1000)).convertTo(luma, CV_32F);
    Task transform = () -> dct(luma, new Mat(), 0);
    String dct = "one DCT of it all";
    Map<String, String> read = Map.of("FunctionType", "decode_text_plus");
    add(operation, " encode", Map.of("OriginImageURL", photo), hide, dct, 1_000, transform);
    add(operation, " decode", Map.of("WatermarkImageURL", marked), read, dct, 1_000, transform);
    add(
        operation,
        " decode unmarked",
        Map.of("WatermarkImageURL", photo),
        read,
        dct,
        10_000,
        transform);
  }

  private void add(
      Operation operation,
      String way,
      Map<String, Mat> images,
      Map<String, String> arguments,
      String alternative,
      int most,
      Task other) {
    Task ours =
        () -> {
          try {
            operation.apply(images, arguments);
          } catch (Unacceptable unread) {
            // An answer too, and it takes the longest.
            return;
          }
        };
    races.put(operation.action() + way, new Race(ours, alternative, other, most));
  }

  private void laplacian() {
    Laplacian(Pixels.grey(photo), new Mat(), CV_64F);
  }

  private void saliency() {
    StaticSaliencyFineGrained.create().computeSaliency(photo, new Mat());
  }

  private void reinhard() {
    StyleFigures.reinhard(photo, style);
  }

  private static void sizedBy(Mat picture, int width, int interpolation) {
    resize(picture, new Mat(), new Size(width, width), 0, 0, interpolation);
  }

  private static Mat sized(Mat picture, int width, int height) {
    Mat sized = new Mat();
    resize(picture, sized, new Size(width, height), 0, 0, INTER_CUBIC);
    return sized;
  }
}
