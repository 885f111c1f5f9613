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
 * <p>Hues are turned as {@link Recolouring} says, and other palettes taken over as {@link Toning}
 * does (both after Chang et al. 2015). A colour of a palette is left out where a photo has nothing
 * that could take it without making colours that nobody asked for. People are recoloured like all
 * else; {@link RecolorHDImage} leaves them theirs.
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
