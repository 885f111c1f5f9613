package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Brings a photo to a given size with its {@link Subject} whole.
 *
 * <p>The largest part of the new shape that holds the subject is kept and scaled, never distorted;
 * where there is room, it lies where most of what draws the eye is inside: B. Suh, H. Ling, B. B.
 * Bederson, D. W. Jacobs, "Automatic Thumbnail Cropping and its Effectiveness", UIST 2003. Where no
 * part of the new shape holds the subject, more is kept and the photo is continued on two sides
 * ({@link Continuation}).
 *
 * <p>{@code RetainLocation} is where in the result pixels of the photo lie: all of it, or all but
 * the continued sides.
 */
public final class ChangeImageSize implements Operation {
  /** The longest side that is made; the manual names none, and memory needs one. */
  private static final int LONGEST = 4096;

  @Override
  public Action action() {
    return Actions.CHANGE_IMAGE_SIZE;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    int width = side("Width", arguments);
    int height = side("Height", arguments);
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("Url");
      SaliencyMap map = SaliencyMap.of(photo);
      Subject subject = Subject.of(photo, map);
      Frame kept = new Retention(photo, map, subject).frame(width, height);
      Frame place = place(kept, width, height);
      Mat scaled = new Mat();
      boolean smaller = place.width() <= kept.width() && place.height() <= kept.height();
      Size size = new Size(place.width(), place.height());
      resize(kept.of(photo), scaled, size, 0, 0, smaller ? INTER_AREA : INTER_CUBIC);
      Map<String, Object> data = new LinkedHashMap<>();
      Mat whole =
          new Continuation(photo, kept, subject.frame()).around(scaled, place, width, height);
      data.put("Url", Encoding.PNG.picture(whole));
      data.put("RetainLocation", location(place));
      return data;
    }
  }

  /** Where what is kept goes in the result: it fills it, but for rounding, in one direction. */
  private static Frame place(Frame kept, int width, int height) {
    double scale = Math.min((double) width / kept.width(), (double) height / kept.height());
    int across = (int) Math.min(width, Math.max(1, Math.round(kept.width() * scale)));
    int down = (int) Math.min(height, Math.max(1, Math.round(kept.height() * scale)));
    // What is short of the whole by less than the kept part's own rounding is no margin to fill.
    int filledX = width - across <= scale + 1 ? width : across;
    int filledY = height - down <= scale + 1 ? height : down;
    return new Frame((width - filledX) / 2, (height - filledY) / 2, filledX, filledY);
  }

  private static Map<String, Object> location(Frame place) {
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("Width", place.width());
    location.put("Height", place.height());
    location.put("X", place.x());
    location.put("Y", place.y());
    return location;
  }

  private static int side(String name, Map<String, String> arguments) {
    long side = Long.parseLong(arguments.get(name));
    if (side < 1 || side > LONGEST) {
      throw new Unacceptable(
          "Expected 1 to "
              + LONGEST
              + " for "
              + Actions.CHANGE_IMAGE_SIZE
              + "."
              + name
              + " but was "
              + side);
    }
    return (int) side;
  }
}
