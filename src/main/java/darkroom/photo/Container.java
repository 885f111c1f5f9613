package darkroom.photo;

import darkroom.action.ImageFormat;
import java.nio.BufferUnderflowException;
import java.util.Optional;

/** How metadata stands in files of one format; pixels are passed on as they are compressed. */
interface Container {
  /** What becomes of the blocks that are in a file already, beside EXIF and XMP. */
  enum Others {
    KEPT,
    DROPPED
  }

  /** What the file holds; fails with an index out of bounds where it is broken. */
  Metadata read(byte[] file);

  /** The file with this EXIF and XMP in place of those that it holds; colour profiles stay. */
  byte[] with(byte[] file, Optional<byte[]> exif, Optional<byte[]> xmp, Others others);

  /** The most bytes of EXIF that fit in. */
  default int mostExif() {
    return Exif.MOST_BYTES;
  }

  /** The most bytes of XMP that fit in. */
  default int mostXmp() {
    return Xmp.MOST_BYTES;
  }

  /** The container of a format that metadata is written into. */
  static Optional<Container> of(ImageFormat format) {
    return switch (format) {
      case JPEG -> Optional.of(new JpegContainer());
      case PNG -> Optional.of(new PngContainer());
      case WEBP -> Optional.of(new WebpContainer());
      case BMP, TIFF -> Optional.empty();
    };
  }

  /** What a file says beside its pixels; nothing where it cannot be understood. */
  static Metadata metadata(byte[] file, ImageFormat format) {
    try {
      return switch (format) {
        case BMP -> Metadata.none();
        case TIFF -> ofTiff(file);
        case JPEG, PNG, WEBP -> of(format).orElseThrow().read(file);
      };
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      // Broken metadata fails no photo: viewers pass over it too.
      return Metadata.none();
    }
  }

  private static Metadata ofTiff(byte[] file) {
    Optional<Exif> exif = Exif.parse(file, 0, file.length);
    return new Metadata(
        exif, exif.flatMap(e -> e.value(Exif.XMP)), exif.flatMap(e -> e.value(Exif.ICC_PROFILE)));
  }
}
