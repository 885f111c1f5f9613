package darkroom.pipeline;

import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.photo.Frames;
import darkroom.photo.Identity;
import darkroom.photo.Orientation;
import darkroom.photo.PhotoHeader;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Makes references to photos that nobody reads, as inspection would. */
public final class NumberedPhotos extends PTransform<PBegin, PCollection<InspectedPhoto>> {
  private static final long serialVersionUID = 1;

  private final int count;

  private NumberedPhotos(int count) {
    this.count = count;
  }

  /** Photos from number 0. */
  public static NumberedPhotos of(int count) {
    return new NumberedPhotos(count);
  }

  /** The identity of the photo of a number. */
  public static Identity identity(int number) {
    return Identity.ofBytes(("photo " + number).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public PCollection<InspectedPhoto> expand(PBegin begin) {
    return begin
        .apply(Create.of(IntStream.range(0, count).boxed().toList()))
        .apply(MapElements.via(new AsPhoto()))
        .setCoder(JsonCoder.of(InspectedPhoto.class));
  }

  private static final class AsPhoto extends SimpleFunction<Integer, InspectedPhoto> {
    private static final long serialVersionUID = 1;

    @Override
    public InspectedPhoto apply(Integer number) {
      String name = "photos/" + number + ".jpg";
      return new InspectedPhoto(
          Photo.of(name, name, "/night/" + name, new Line("/night/manifest.jsonl", number)),
          identity(number),
          ByteSize.bytes(1_234_567),
          new PhotoHeader(
              ImageFormat.JPEG, 1600, 900, Channels.RGB, 8, Orientation.UPRIGHT, Frames.ONE));
    }
  }
}
