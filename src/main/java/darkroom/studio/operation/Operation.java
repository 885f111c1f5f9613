package darkroom.studio.operation;

import darkroom.action.Action;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What one action does on the CPU. An operation is deterministic and keeps no state; its memory is
 * bounded by the picture's.
 */
public interface Operation {
  /** The action it carries out. */
  Action action();

  /**
   * Carries the action out.
   *
   * @param images the decoded image parameters by name: 8-bit BGR, BGRA or grey, as encoded
   * @param arguments the other parameters by name on the wire, checked, defaults filled in
   * @return the fields of the answer's {@code Data}: numbers, maps, lists, or {@link Picture}s,
   *     which are stored and answered as links
   */
  Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments);
}
