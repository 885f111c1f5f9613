package darkroom.pipeline;

import java.util.List;

/**
 * An image or video that was written to the output.
 *
 * @param step of the recipe that made it
 * @param location where it was written
 * @param format of the file, such as {@code JPEG} or {@code AVI}
 * @param width in pixels; 0 for a video
 * @param height in pixels; 0 for a video
 * @param made the identity of the result it was made of
 * @param actions what was done to the photo, each with its request id, in order
 */
public record WrittenImage(
    String step,
    String location,
    String format,
    int width,
    int height,
    long bytes,
    String made,
    List<String> actions) {
  public WrittenImage {
    actions = List.copyOf(actions);
  }

  WrittenImage of(long size) {
    return new WrittenImage(step, location, format, width, height, size, made, actions);
  }
}
