package darkroom.studio.operation;

import static darkroom.studio.operation.Figure.text;
import static org.bytedeco.opencv.global.opencv_core.NORM_MINMAX;
import static org.bytedeco.opencv.global.opencv_core.normalize;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Figures of the operations that enhance. */
final class EnhancementQuality {
  private static final List<List<String>> TEMPLATES =
      List.of(
          List.of("056A6B"),
          List.of("F2C14E", "1B3A5C"),
          List.of("2B2D42", "8D99AE", "EDF2F4"),
          List.of("2A4B7C", "C98F3D", "E8DCC5"),
          List.of("606C38", "283618", "FEFAE0", "DDA15E"),
          List.of("264653", "2A9D8F", "E9C46A", "F4A261", "E76F51"),
          List.of("003049", "D62828", "F77F00", "FCBF49", "EAE2B7", "7B2CBF"),
          List.of("0B132B", "1C2541", "3A506B", "5BC0BE", "9AD1D4", "CAE9FF", "FFFFFF"));

  /** A colour of fewer of the pixels does not dominate. */
  private static final double DOMINANT = 0.05;

  private final Gallery gallery;

  EnhancementQuality(Gallery gallery) {
    this.gallery = gallery;
  }

  Figure enlarging(int factor) {
    MakeSuperResolutionImage operation = new MakeSuperResolutionImage();
    double[] ours = new double[2];
    double[] lanczos = new double[2];
    int above = 0;
    List<Mat> photos = gallery.all();
    for (Mat photo : photos) {
      Mat fine = FilterTraining.whole(photo, factor, 0, 0);
      Mat coarse = FilterTraining.coarse(fine, factor);
      Map<String, String> arguments = Map.of("UpscaleFactor", "" + factor, "Mode", "base");
      Mat made = Repair.result(operation, Map.of("Url", coarse), arguments);
      Mat plain = new Mat();
      resize(coarse, plain, new Size(fine.cols(), fine.rows()), 0, 0, INTER_LANCZOS4);
      double gain = Fidelity.psnr(fine, made) - Fidelity.psnr(fine, plain);
      above += gain >= 0.5 ? 1 : 0;
      ours[0] += Fidelity.psnr(fine, made) / photos.size();
      ours[1] += Fidelity.ssim(fine, made) / photos.size();
      lanczos[0] += Fidelity.psnr(fine, plain) / photos.size();
      lanczos[1] += Fidelity.ssim(fine, plain) / photos.size();
    }
    return new Figure(
        "MakeSuperResolutionImage x" + factor,
        text(
            "PSNR %.2f dB, SSIM %.4f; 0.5 dB above in %d of %d",
            ours[0], ours[1], above, photos.size()),
        text("Lanczos %.2f dB, %.4f", lanczos[0], lanczos[1]),
        "0.5 dB above on average",
        ours[0] >= lanczos[0] + 0.5 && ours[1] > lanczos[1]);
  }

  Figure sharpening() {
    MakeSuperResolutionImage operation = new MakeSuperResolutionImage();
    double[] detail = new double[2];
    double[] score = new double[2];
    for (Mat photo : gallery.all()) {
      Mat small = Photos.scaled(photo, 0.4);
      for (int mode = 0; mode < 2; mode++) {
        Map<String, String> arguments =
            Map.of("UpscaleFactor", "2", "Mode", mode == 0 ? "base" : "enhancement");
        Mat made = Repair.result(operation, Map.of("Url", small), arguments);
        detail[mode] += Fidelity.detail(made);
        score[mode] += Photos.score(new AssessSharpness(), made) / gallery.all().size();
      }
    }
    return new Figure(
        "MakeSuperResolutionImage enhancement",
        text("sharpness %.3f, Laplacian %.2f times", score[1], detail[1] / detail[0]),
        text("base %.3f, 1", score[0]),
        "sharper by both",
        score[1] > score[0] && detail[1] > detail[0]);
  }

  /** The samples are left out of the memory that colours them; the others never were in it. */
  /** The photos that it is measured by are none that it was learned from. */
  List<Figure> colorizing() {
    List<Mat> samples = ColorizeImageTest.IN_COLOUR.stream().map(gallery.samples()::get).toList();
    List<Figure> figures = new ArrayList<>();
    figures.add(colorizing("samples", samples));
    if (!gallery.others().isEmpty()) {
      figures.add(colorizing("others", List.copyOf(gallery.others().values())));
      figures.add(colorizing("all", gallery.inColour()));
    }
    return figures;
  }

  private static Figure colorizing(String which, List<Mat> photos) {
    double[] sums = new double[3];
    for (Mat photo : photos) {
      Mat tones = Pixels.grey(photo);
      sums[0] += ColourDifference.mean(photo, ColorizeImage.ofGrey(tones));
      sums[1] += ColourDifference.mean(photo, tones);
      sums[2] += ColourDifference.mean(photo, ColorizeImageTest.sepia(tones));
    }
    return new Figure(
        "ColorizeImage, " + which,
        text("CIEDE2000 %.0f %% below grey's", 100 * (1 - sums[0] / sums[1])),
        text("sepia %.0f %% below", 100 * (1 - sums[2] / sums[1])),
        "10 % below both",
        sums[0] < 0.9 * sums[1] && sums[0] < 0.9 * sums[2]);
  }

  Figure footage() {
    double ours = 0;
    double stretched = 0;
    List<Mat> photos = gallery.inColour();
    for (Mat photo : photos) {
      Mat footage = Footage.logC(Photos.scaled(photo, 0.5));
      Mat scene = Photos.scaled(photo, 0.5);
      Mat plain = new Mat();
      normalize(footage, plain, 0, 255, NORM_MINMAX, -1, null);
      ours += ColourDifference.mean(scene, enhanced(footage, "LogC")) / photos.size();
      stretched += ColourDifference.mean(scene, plain) / photos.size();
    }
    return new Figure(
        "EnhanceImageColor LogC",
        text("CIEDE2000 %.1f from the scene", ours),
        text("stretched contrast %.1f", stretched),
        "the published curve; nearer",
        ours < stretched);
  }

  Figure contrast() {
    List<Mat> photos = gallery.inColour();
    double contrast = 0;
    double chroma = 0;
    double clipped = 0;
    for (Mat photo : photos) {
      Mat made = enhanced(photo, "Rec709");
      contrast += EnhanceImageColorTest.contrast(made) / EnhanceImageColorTest.contrast(photo);
      chroma += EnhanceImageColorTest.chroma(made) / EnhanceImageColorTest.chroma(photo);
      clipped = Math.max(clipped, EnhanceImageColorTest.newlyClipped(photo, made));
    }
    Mat astronaut = gallery.samples().get("astronaut.png");
    double turned = EnhanceImageColorTest.turnedSkin(astronaut, enhanced(astronaut, "Rec709"));
    return new Figure(
        "EnhanceImageColor Rec709",
        text(
            "contrast x%.2f, chroma x%.2f, at most %.2f %% newly clipped, skin turned %.1f degrees",
            contrast / photos.size(), chroma / photos.size(), 100 * clipped, turned),
        "the photo itself 1, 1, 0, 0",
        "more of both, under 0.5 % clipped, under 5 degrees",
        contrast > photos.size() && chroma > photos.size() && clipped < 0.005 && turned < 5);
  }

  private static Mat enhanced(Mat photo, String mode) {
    Map<String, String> arguments = Map.of("Mode", mode, "OutputFormat", "png");
    return Repair.result(new EnhanceImageColor(), Map.of("ImageURL", photo), arguments);
  }

  Figure repainting() {
    double edges = 1;
    double[] ours = new double[2];
    double[] reinhards = new double[2];
    for (String name : List.of("chelsea.png", "coffee.png", "astronaut.png")) {
      Mat photo = Photos.scaled(gallery.samples().get(name), 0.7);
      for (String other : List.of("rocket.jpg", "seeding.jpg")) {
        Mat style = gallery.samples().get(other);
        Map<String, Mat> images = Map.of("MajorUrl", photo, "StyleUrl", style);
        Mat made = StyleFigures.decoded(new ExtendImageStyle().apply(images, Map.of()).get("Url"));
        Mat reinhard = StyleFigures.reinhard(photo, style);
        edges = Math.min(edges, StyleFigures.edges(photo, made));
        ours[0] += StyleFigures.colours(made, style);
        ours[1] += StyleFigures.textures(made, style);
        reinhards[0] += StyleFigures.colours(reinhard, style);
        reinhards[1] += StyleFigures.textures(reinhard, style);
      }
    }
    double colours = ours[0] / reinhards[0];
    double textures = ours[1] / reinhards[1];
    return new Figure(
        "ExtendImageStyle",
        text("edges' SSIM %.2f at least; %.2f and %.2f", edges, colours, textures),
        "Reinhard's distance from the style in palette and texture: 1 and 1",
        "0.5 or more; nearer",
        edges >= 0.5 && colours < 1 && textures < 1);
  }

  Figure recolouring() {
    double apart = Double.MAX_VALUE;
    double turned = 0;
    for (Mat photo : gallery.all()) {
      List<Mat> results = recoloured(photo, Map.of("Mode", "AUTO", "ColorCount", "4"));
      for (int i = 0; i < results.size(); i++) {
        turned = Math.max(turned, StyleFigures.turnedPairs(photo, results.get(i)));
        for (int j = 0; j < i; j++) {
          apart = Math.min(apart, StyleFigures.difference(results.get(i), results.get(j)));
        }
      }
    }
    return new Figure(
        "RecolorImage AUTO",
        text("%.1f CIEDE2000 apart at least; %.2f %% of pairs turned", apart, 100 * turned),
        "-",
        "visibly different; light in order",
        apart > 4 && turned < 0.002);
  }

  /** Each dominant colour from the template's nearest. */
  Figure templates() {
    double most = 0;
    double mean = 0;
    double before = 0;
    int count = 0;
    for (Mat photo : gallery.all()) {
      for (List<String> template : TEMPLATES) {
        Map<String, String> arguments = new TreeMap<>(Map.of("Mode", "TEMPLATE"));
        for (int i = 0; i < template.size(); i++) {
          arguments.put("ColorTemplate." + (i + 1) + ".Color", template.get(i));
        }
        List<Double> away = away(recoloured(photo, arguments).get(0), template);
        most = Math.max(most, away.stream().mapToDouble(a -> a).max().orElseThrow());
        mean += away.stream().mapToDouble(a -> a).sum();
        before += away(photo, template).stream().mapToDouble(a -> a).sum();
        count += away.size();
      }
    }
    return new Figure(
        "RecolorImage TEMPLATE",
        text("dominant colours %.1f CIEDE2000 off, %.1f at the most", mean / count, most),
        text("the photo itself %.1f", before / count),
        "within 15, each of 5 % of the pixels or more",
        most <= 15);
  }

  private static List<Double> away(Mat picture, List<String> template) {
    return StyleFigures.dominant(picture, template.size(), DOMINANT).stream()
        .map(
            colour ->
                template.stream()
                    .mapToDouble(hex -> LabColour.ofHex(hex).difference(colour))
                    .min()
                    .orElseThrow())
        .toList();
  }

  private static List<Mat> recoloured(Mat photo, Map<String, String> arguments) {
    Map<String, Object> data = new RecolorImage().apply(Map.of("Url", photo), arguments);
    return ((List<?>) data.get("ImageList")).stream().map(StyleFigures::decoded).toList();
  }

  Figure recolouringInHighDefinition() {
    Mat photo = gallery.samples().get("astronaut.png");
    Frame face = new Frame(190, 85, 65, 95);
    double moved = 0;
    double nought = 0;
    for (String mode : List.of("AUTO", "REF_PIC")) {
      for (String degree : List.of("0", "1")) {
        Map<String, Mat> images =
            Map.of("Url", photo, "RefUrl", gallery.samples().get("rocket.jpg"));
        Object list =
            new RecolorHDImage()
                .apply(images, Map.of("Mode", mode, "Degree", degree))
                .get("ImageList");
        Mat made = StyleFigures.decoded(((List<?>) list).get(0));
        double difference = StyleFigures.difference(face.of(photo), face.of(made));
        moved = Math.max(moved, difference);
        nought = Math.max(nought, degree.equals("0") ? StyleFigures.difference(photo, made) : 0);
      }
    }
    return new Figure(
        "RecolorHDImage",
        text("a face moved by %.1f CIEDE2000, Degree 0 by %.1f", moved, nought),
        "-",
        "under 3, 0",
        moved < 3 && nought == 0);
  }

  Figure moving() {
    GenerateDynamicImage operation = new GenerateDynamicImage();
    int still = 0;
    int outside = 0;
    for (String name : List.of("camera.png", "rocket.jpg", "astronaut.png")) {
      Mat photo = Pixels.colour(gallery.samples().get(name));
      LoopedMotion motion = operation.motion(photo, name.startsWith("a") ? "10" : "1");
      for (int frame : new int[] {3, 29}) {
        byte[] before = Repair.bytes(Repair.difference(photo, motion.frame(frame), 0));
        for (int place = 0; place < before.length; place++) {
          outside += motion.moves(place) ? 0 : 1;
          still += !motion.moves(place) && before[place] == 0 ? 1 : 0;
        }
      }
    }
    return new Figure(
        "GenerateDynamicImage",
        text("%.2f %% of what should be still is so to the pixel; 2.4 s", 100.0 * still / outside),
        "-",
        "100 %, 2 s",
        still == outside);
  }
}
