package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.ByteSize;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What one action does on the CPU. An operation is deterministic and keeps no state; its memory is
 * bounded by the picture's.
 */
public interface Operation {
  /** What is needed however small the pictures are, in bytes. */
  long SMALL_CHANGE = 48L << 20;

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

  /**
   * The most memory that the pictures need while it is carried out, decoded ones and its own.
   *
   * @param pixels of all its images together
   */
  default ByteSize memory(long pixels) {
    return ByteSize.bytes(SMALL_CHANGE + 12 * pixels);
  }
}
