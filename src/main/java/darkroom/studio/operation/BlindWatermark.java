package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import darkroom.action.Action;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/** What both blind watermark actions do: mark a photo in one of three versions, and read it. */
final class BlindWatermark {
  /** How alike a marked photo and its original are at least, however it was compressed. */
  private static final double ALIKE = 0.8;

  /** How far the shapes of two photos may be apart if one is but scaled. */
  private static final double SHAPE = 0.02;

  private final Action action;
  private final Map<String, Mat> images;
  private final Map<String, String> arguments;
  private final MarkVersion version;

  BlindWatermark(Action action, Map<String, Mat> images, Map<String, String> arguments) {
    this.action = action;
    this.images = images;
    this.arguments = arguments;
    this.version = MarkVersion.of(functionType());
  }

  boolean encodes() {
    return functionType().startsWith("encode");
  }

  Mat original() {
    return images.get("OriginImageURL");
  }

  /** The photo with this in it, as the file asked for; it has been read back from that file. */
  Picture marked(Hidden hidden) {
    Encoding encoding = Encoding.of(arguments.getOrDefault("OutputFileType", "png"));
    int quality = Integer.parseInt(arguments.getOrDefault("QualityFactor", "100"));
    Mat photo = encoding == Encoding.JPEG ? Pixels.opaque(original()) : original();
    Mat marked = BlindMark.marked(photo, hidden, version);
    Picture file = encoding.picture(marked, quality);
    // What is stored without loss need not be decoded again.
    Mat sent =
        encoding == Encoding.JPEG ? imdecode(new Mat(file.bytes()), IMREAD_UNCHANGED) : marked;
    Mat legible = MarkGrid.legible(Frame.whole(sent)).of(sent);
    if (BlindMark.at(Luma.of(legible), Placement.AS_MARKED, version).isEmpty()) {
      throw new Unacceptable(
          "Expected a photo and a quality that keep a mark for "
              + action
              + " but none could be read back from what was made");
    }
    return file;
  }

  /** What the marked photo hides. */
  Hidden read() {
    Mat marked = images.get("WatermarkImageURL");
    Optional<Hidden> hidden =
        version == MarkVersion.PLAIN ? readBeside(marked, original()) : Optional.empty();
    Hidden found = hidden.orElseGet(() -> readAlone(marked));
    if (found.kind().isText() != functionType().contains("text")) {
      throw new Unacceptable(
          "Expected a photo that hides a "
              + (found.kind().isText() ? "logo" : "text")
              + " for "
              + action
              + ".WatermarkImageURL but was one that hides a "
              + (found.kind().isText() ? "text" : "logo"));
    }
    return found;
  }

  /** Compares with the original to learn how the photo was scaled and cropped. */
  private Optional<Hidden> readBeside(Mat marked, Mat original) {
    double scaleX = (double) marked.cols() / original.cols();
    double scaleY = (double) marked.rows() / original.rows();
    if (Math.abs(scaleX / scaleY - 1) < SHAPE && Likeness.ofWhole(original, marked) >= ALIKE) {
      return at(marked, scaleX, scaleY, 0, 0);
    }
    if (marked.cols() == original.cols() && marked.rows() == original.rows()) {
      throw another();
    }
    // It may be scaled and cropped both, which the mark's own pilot tones tell.
    if (marked.cols() > original.cols() || marked.rows() > original.rows()) {
      return Optional.empty();
    }
    Likeness best = Likeness.ofPart(original, marked);
    return best.value() < ALIKE ? Optional.empty() : at(marked, 1, 1, best.x(), best.y());
  }

  /**
   * What a marked photo hides.
   *
   * @param x where its first column was in the original
   */
  private Optional<Hidden> at(Mat marked, double scaleX, double scaleY, int x, int y) {
    Frame legible = MarkGrid.legible(Frame.whole(marked));
    int tile = MarkGrid.TILE;
    Placement placement =
        new Placement(
            scaleX, scaleY, (x + legible.x() / scaleX) % tile, (y + legible.y() / scaleY) % tile);
    return BlindMark.at(Luma.of(legible.of(marked)), placement, version);
  }

  private Unacceptable another() {
    return new Unacceptable(
        "Expected the photo that was marked for "
            + action
            + ".OriginImageURL but was another than that of WatermarkImageURL");
  }

  private Hidden readAlone(Mat marked) {
    BlindReading reading = new BlindReading(marked);
    return reading.in(version).orElseThrow(() -> unread(reading));
  }

  private Unacceptable unread(BlindReading reading) {
    for (MarkVersion other : MarkVersion.values()) {
      if (other != version && reading.in(other).isPresent()) {
        String kind = functionType().contains("text") ? "text" : "pic";
        return new Unacceptable(
            "Expected decode_"
                + kind
                + other.suffix()
                + " for "
                + action
                + ".FunctionType but was "
                + functionType()
                + ", and the photo was marked by encode_"
                + kind
                + other.suffix());
      }
    }
    return new Unacceptable(
        "Expected a photo with a mark for "
            + action
            + ".WatermarkImageURL but was one that none can be read from");
  }

  private String functionType() {
    return arguments.get("FunctionType");
  }
}
