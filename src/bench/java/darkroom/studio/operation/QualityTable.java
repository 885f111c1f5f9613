package darkroom.studio.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/**
 * Measures every operation over photos beside the obvious alternative, and prints the table in
 * Markdown.
 *
 * <p>Argument: a part of the names of the operations to be measured. The system property {@code
 * photos} names a folder of more photos.
 */
public final class QualityTable {
  private QualityTable() {}

  /** Runs it; exits with 1 where a figure is not what is asked. */
  public static void main(String[] arguments) throws Exception {
    String name = arguments.length > 0 ? arguments[0] : "";
    Gallery gallery = Gallery.open();
    System.out.printf(
        "%d samples, %d other photos%n%n", gallery.samples().size(), gallery.others().size());
    System.out.println("| operation | figure | alternative | asked | met |");
    System.out.println("|---|---|---|---|---|");
    boolean met = true;
    for (Map.Entry<String, Supplier<List<Figure>>> measure : measures(gallery).entrySet()) {
      if (measure.getKey().contains(name)) {
        try (PointerScope scope = new PointerScope()) {
          for (Figure figure : measure.getValue().get()) {
            System.out.println(figure);
            met &= figure.met();
          }
        }
      }
    }
    System.exit(met ? 0 : 1);
  }

  private static Map<String, Supplier<List<Figure>>> measures(Gallery gallery) {
    EnhancementQuality enhancing = new EnhancementQuality(gallery);
    EditingQuality editing = new EditingQuality(gallery);
    ScoringQuality scoring = new ScoringQuality(gallery);
    Map<String, Supplier<List<Figure>>> measures = new LinkedHashMap<>();
    measures.put(
        "MakeSuperResolutionImage",
        () -> {
          List<Figure> figures = new ArrayList<>();
          for (int factor : new int[] {2, 3, 4}) {
            figures.add(enhancing.enlarging(factor));
          }
          figures.add(enhancing.sharpening());
          return figures;
        });
    measures.put("ColorizeImage", enhancing::colorizing);
    measures.put("EnhanceImageColor", () -> List.of(enhancing.footage(), enhancing.contrast()));
    measures.put("ExtendImageStyle", () -> List.of(enhancing.repainting()));
    measures.put("ImitatePhotoStyle", () -> List.of(editing.imitating()));
    measures.put("RecolorImage", () -> List.of(enhancing.recolouring(), enhancing.templates()));
    measures.put("RecolorHDImage", () -> List.of(enhancing.recolouringInHighDefinition()));
    measures.put("GenerateDynamicImage", () -> List.of(enhancing.moving()));
    measures.put("ChangeImageSize", () -> List.of(editing.resizing()));
    measures.put("IntelligentComposition", () -> List.of(editing.composing()));
    measures.put("RemoveImageSubtitles", () -> List.of(editing.subtitles()));
    measures.put("RemoveImageWatermark", editing::logos);
    measures.put("ErasePerson", () -> List.of(editing.erasing()));
    measures.put("ImageBlindWatermark", editing::hiding);
    measures.put(
        "Assess", () -> List.of(scoring.sharpness(), scoring.exposure(), scoring.composition()));
    return measures;
  }
}
