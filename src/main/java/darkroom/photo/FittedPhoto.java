package darkroom.photo;

import darkroom.action.ImageFormat;
import java.util.List;

/**
 * A photo as it is sent, or as it is written.
 *
 * @param notes what a person is told of it, such as metadata that had no room; one sentence each
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared: a copy of it is a photo's.
public record FittedPhoto(
    byte[] bytes, ImageFormat format, int width, int height, List<String> notes) {
  public FittedPhoto {
    notes = List.copyOf(notes);
  }

  FittedPhoto(byte[] bytes, ImageFormat format, int width, int height) {
    this(bytes, format, width, height, List.of());
  }
}
