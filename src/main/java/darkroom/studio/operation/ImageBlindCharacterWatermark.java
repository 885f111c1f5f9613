package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Hides a text in a photo, or reads it back as a picture of the text.
 *
 * <p>The works are those that {@link BlindMark}, {@link MarkGrid}, {@link PilotTones} and {@link
 * ConvolutionalCode} cite. The text goes as UTF-8 or GB 18030, whichever is shorter; the picture
 * carries it in a text chunk as well.
 *
 * @see MarkVersion the versions and what each survives
 */
public final class ImageBlindCharacterWatermark implements Operation {
  private static final Charset GB_18030 = Charset.forName("GB18030");

  @Override
  public Action action() {
    return Actions.IMAGE_BLIND_CHARACTER_WATERMARK;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      BlindWatermark watermark = new BlindWatermark(action(), images, arguments);
      return watermark.encodes()
          ? Map.of(
              "WatermarkImageURL",
              watermark.marked(hidden(arguments.get("Text"), watermark.original())))
          : Map.of("TextImageURL", TextPicture.of(text(watermark.read())));
    }
  }

  private Hidden hidden(String text, Mat photo) {
    byte[] wide = text.getBytes(StandardCharsets.UTF_8);
    byte[] narrow = text.getBytes(GB_18030);
    boolean exact = new String(narrow, GB_18030).equals(text);
    Hidden hidden =
        exact && narrow.length < wide.length
            ? new Hidden(Hidden.Kind.GB_18030_TEXT, narrow)
            : new Hidden(Hidden.Kind.UTF_8_TEXT, wide);
    int capacity = BlindMark.capacity(photo);
    if (hidden.bytes().length == 0 || hidden.bytes().length > capacity) {
      throw new Unacceptable(
          "Expected 1 to "
              + Math.max(0, capacity)
              + " bytes for "
              + action()
              + ".Text in a photo of "
              + photo.cols()
              + "x"
              + photo.rows()
              + " but was "
              + hidden.bytes().length);
    }
    return hidden;
  }

  private static String text(Hidden hidden) {
    boolean narrow = hidden.kind() == Hidden.Kind.GB_18030_TEXT;
    return new String(hidden.bytes(), narrow ? GB_18030 : StandardCharsets.UTF_8);
  }
}
