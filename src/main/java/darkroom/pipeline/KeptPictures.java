package darkroom.pipeline;

import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.ledger.KeptResult;
import darkroom.photo.Frames;
import darkroom.photo.Identity;
import darkroom.photo.Orientation;
import darkroom.photo.PhotoHeader;
import darkroom.pipeline.Working.Link;
import java.util.Optional;

/** Kept results as the ledger writes them, and as pictures to work on. */
final class KeptPictures {
  /** What the ledger calls the format of a video. */
  static final String VIDEO = "AVI";

  private KeptPictures() {}

  static KeptResult of(
      String field,
      int index,
      String location,
      Identity identity,
      Optional<PhotoHeader> header,
      long bytes) {
    return new KeptResult(
        field,
        index,
        location,
        identity.value(),
        header.map(h -> h.format().name()).orElse(VIDEO),
        header.map(PhotoHeader::width).orElse(0),
        header.map(PhotoHeader::height).orElse(0),
        header.map(h -> h.channels().name()).orElse(""),
        header.map(PhotoHeader::bitDepth).orElse(0),
        header.map(h -> h.orientation().exif()).orElse(0),
        bytes);
  }

  static boolean isVideo(KeptResult result) {
    return result.format().equals(VIDEO);
  }

  /** A kept picture, to go on with. */
  static Working working(KeptResult result, Optional<Link> link) {
    PhotoHeader header =
        new PhotoHeader(
            ImageFormat.valueOf(result.format()),
            result.width(),
            result.height(),
            Channels.valueOf(result.channels()),
            result.bitDepth(),
            Orientation.ofExif(result.orientation()),
            Frames.ONE);
    return new Working(
        result.location(),
        new Identity(result.identity()),
        ByteSize.bytes(result.bytes()),
        header,
        link);
  }
}
