package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;

/** Where the colours come from that a picture is to take. */
enum RecolorMode {
  /** The picture's own palette with its hues turned, once for each result. */
  AUTO,
  /** A palette given colour by colour. */
  TEMPLATE,
  /** The palette of a reference picture. */
  REF_PIC;

  /** How many colours of a reference are taken over. */
  private static final int REFERENCE_COLOURS = 5;

  private static final int OWN_COLOURS = 5;

  /** The chroma that greys get at middle lightness, so that a grey picture is recoloured too. */
  private static final double TINT = 16;

  /** What an action is asked for; AUTO where it does not say. */
  static RecolorMode of(Map<String, String> arguments) {
    return valueOf(arguments.getOrDefault("Mode", AUTO.name()));
  }

  /** The changes of colour that a picture is to go through, one for each result. */
  List<UnaryOperator<LabColour>> recolourings(
      Action action, Mat picture, Map<String, Mat> images, Map<String, String> arguments) {
    return switch (this) {
      case AUTO ->
          turned(
              Palette.bins(picture), Integer.parseInt(arguments.getOrDefault("ColorCount", "1")));
      case TEMPLATE -> List.of(Toning.of(Swatches.of(picture), template(action, arguments)));
      case REF_PIC -> List.of(Toning.of(Swatches.of(picture), reference(images.get("RefUrl"))));
    };
  }

  private static List<Palette.Bin> template(Action action, Map<String, String> arguments) {
    Parameter parameter = action.parameter("ColorTemplate.1.Color").orElseThrow();
    List<String> colours = action.values(parameter, arguments).stream().distinct().toList();
    return colours.stream()
        .map(colour -> new Palette.Bin(LabColour.ofHex(colour), 1.0 / colours.size()))
        .toList();
  }

  private static List<Palette.Bin> reference(Mat picture) {
    List<Palette.Bin> bins = Palette.bins(picture);
    Palette palette = Palette.of(bins, REFERENCE_COLOURS);
    double[] shares = palette.shares(bins);
    return IntStream.range(0, shares.length)
        .mapToObj(i -> new Palette.Bin(palette.colours().get(i), shares[i]))
        .toList();
  }

  /** Turns by equal angles, so that the results are as far from each other as they can be. */
  private static List<UnaryOperator<LabColour>> turned(List<Palette.Bin> bins, int count) {
    Palette palette = Palette.of(bins, OWN_COLOURS);
    double base = mainHue(bins);
    List<UnaryOperator<LabColour>> recolourings = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      double turn = 2 * Math.PI * i / (count + 1);
      List<LabColour> wanted =
          palette.colours().stream().map(colour -> turned(colour, base, turn)).toList();
      recolourings.add(Recolouring.between(palette, wanted));
    }
    return recolourings;
  }

  private static LabColour turned(LabColour colour, double base, double turn) {
    double grey = Math.exp(-colour.chroma() / TINT);
    LabColour turned = LabColour.ofHue(colour.l(), colour.chroma(), colour.hue() + turn);
    double visible = 1 - Math.pow(Math.abs(colour.l() - 50) / 50, 2);
    LabColour tint = LabColour.ofHue(0, TINT * grey * visible, base + turn);
    return turned.plus(tint, 1).displayable();
  }

  /** The hue that the picture's colours lean to. */
  private static double mainHue(List<Palette.Bin> bins) {
    LabColour sum = new LabColour(0, 0, 0);
    for (Palette.Bin bin : bins) {
      sum = sum.plus(bin.colour(), bin.count());
    }
    return sum.hue();
  }
}
