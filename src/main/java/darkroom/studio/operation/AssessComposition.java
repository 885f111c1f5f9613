package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Scores how well a photo is composed, 0 to 5: whether what draws the eye is whole, well placed and
 * balanced in a frame whose border is quiet.
 *
 * <p>The rules and their measures are those of the works that {@link SaliencyMap} and {@link
 * Composition} cite, compared by P. Obrador, L. Schmidt-Hackenberg, N. Oliver, "The Role of Image
 * Composition in Image Aesthetics", ICIP 2010. Nothing here knows what it sees: a face counts by
 * its contrast and detail alone.
 */
public final class AssessComposition implements Operation {
  @Override
  public Action action() {
    return Actions.ASSESS_COMPOSITION;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = Score.photo(action(), images, arguments);
      return Score.answer(action(), Composition.of(SaliencyMap.of(photo)).score());
    }
  }
}
