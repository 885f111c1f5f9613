package darkroom.photo;

import darkroom.action.ImageFormat;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Unreadable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How files of one format are read without decoding pixels; each format has a class. */
interface FormatReader {
  ImageFormat format();

  /** Whether the file begins as files of this format do. */
  boolean begins(FileBytes file) throws IOException;

  /** What the header says; fails with {@link OutOfReach} where the file ends too early. */
  HeaderReading header(FileBytes file) throws IOException;

  /**
   * What a decoder would pass over in silence, filling the rest with grey; fails with {@link
   * OutOfReach} where the file ends before its pixels do.
   */
  Optional<Unfit> flaw(FileBytes file) throws IOException;

  /** Whether the pixels are as they were before they were compressed. */
  default boolean isLossless(FileBytes file) throws IOException {
    return true;
  }

  /** The readers of all formats. */
  static List<FormatReader> all() {
    return List.of(
        new JpegReader(), new PngReader(), new BmpReader(), new WebpReader(), new TiffReader());
  }

  /** The reader of the format that the file begins as. */
  static Optional<FormatReader> of(FileBytes file) throws IOException {
    for (FormatReader reader : all()) {
      if (reader.begins(file)) {
        return Optional.of(reader);
      }
    }
    return Optional.empty();
  }

  /** A header that contradicts its format. */
  default Unreadable damaged(String expected, Object was) {
    return new Unreadable(
        "Damaged", "Expected " + expected + " in the " + format() + " header but was " + was);
  }

  default Unreadable zeroSize(long width, long height) {
    return damaged("width and height of at least 1x1", width + "x" + height);
  }

  default Unfit truncated() {
    return new Unfit("Truncated", "Expected a whole " + format() + " file but was cut off");
  }
}
