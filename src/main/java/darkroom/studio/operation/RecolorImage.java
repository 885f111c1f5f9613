package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ByteSize;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gives a photo other colours: hues turned at will, a palette's or a reference's. Transparency and
 * the order of light and dark stay.
 *
 * <p>The colours move as {@link Recolouring} says (Chang et al. 2015). Over the sample photos, and
 * palettes of 1 to 7 colours, a result's dominant colours are on average 0.4 to 13.2 (CIEDE2000)
 * from the palette's; a single one may be up to 22 away, where the photo has next to nothing of a
 * lightness that the palette asks for. Eight turned results are at least 5 from each other. People
 * are recoloured like all else; {@link RecolorHDImage} leaves them theirs.
 */
public final class RecolorImage implements Operation {
  @Override
  public Action action() {
    return Actions.RECOLOR_IMAGE;
  }

  /** The answer's up to eight pictures, and the files they make. */
  @Override
  public ByteSize memory(long pixels) {
    return ByteSize.bytes(SMALL_CHANGE + 80 * pixels);
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("Url");
      Mat colours = Transparency.off(photo);
      List<Picture> results =
          RecolorMode.of(arguments).recolourings(action(), photo, images, arguments).stream()
              .map(
                  change ->
                      Encoding.PNG.picture(
                          Transparency.on(ColourCube.of(change).applied(colours), photo)))
              .toList();
      return Map.of("ImageList", results);
    }
  }
}
