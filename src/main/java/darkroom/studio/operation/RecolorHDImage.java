package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gives a large photo other colours to the degree that is asked for, and leaves people theirs.
 *
 * <p>The colours move as in {@link RecolorImage} (Chang et al. 2015), {@link People} are found and
 * left out. Palette and people are looked for in a small version; the large one is changed in
 * bands, one result after the other, so that memory holds the photo and one result.
 */
public final class RecolorHDImage implements Operation {
  @Override
  public Action action() {
    return Actions.RECOLOR_HD_IMAGE;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("Url");
      Mat colours = Transparency.off(photo);
      Keep keep = People.in(colours).keep();
      double degree = Double.parseDouble(arguments.get("Degree"));
      List<Picture> results = new ArrayList<>();
      for (UnaryOperator<LabColour> change :
          RecolorMode.of(arguments).recolourings(action(), photo, images, arguments)) {
        try (PointerScope one = new PointerScope()) {
          Mat changed = ColourCube.of(change).applied(colours, degree, keep);
          results.add(Encoding.PNG.picture(Transparency.on(changed, photo)));
        }
      }
      return Map.of("ImageList", List.copyOf(results));
    }
  }
}
