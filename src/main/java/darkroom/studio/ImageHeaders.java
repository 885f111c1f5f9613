package darkroom.studio;

import darkroom.action.ImageFormat;

/** Reads what an encoded image says of itself, without decoding its pixels. */
@FunctionalInterface
public interface ImageHeaders {
  /** A header, or why there is none. */
  sealed interface Read permits Header, Unreadable {}

  /** An image's format, by its content, and its declared size in pixels. */
  record Header(ImageFormat format, int width, int height) implements Read {}

  /**
   * Not an image, or none of the known formats.
   *
   * @param was what it is instead, such as {@code an empty file}
   */
  record Unreadable(String was) implements Read {}

  Read read(byte[] bytes);
}
