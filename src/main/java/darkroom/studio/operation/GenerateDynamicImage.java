package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ByteSize;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Makes the sky drift or the hair wave in a photo, as a Motion JPEG video of 2.4 seconds that
 * loops.
 *
 * <p>{@link MovingRegion} finds what moves, {@link LoopedMotion} moves it; every other pixel is the
 * photo's in every frame, up to the JPEG coding of the video. Where the photo shows nothing of what
 * was asked to move, it is refused rather than answered with a still. A sky without clouds moves as
 * well, but hardly shows it.
 */
public final class GenerateDynamicImage implements Operation {
  @Override
  public Action action() {
    return Actions.GENERATE_DYNAMIC_IMAGE;
  }

  /** A video of many frames, each encoded. */
  @Override
  public ByteSize memory(long pixels) {
    return ByteSize.bytes(SMALL_CHANGE + 80 * pixels);
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      LoopedMotion motion = motion(images.get("Url"), arguments.get("Operation"));
      byte[] video = MotionJpeg.video(LoopedMotion.FRAMES, motion.size(), motion::frame);
      return Map.of("Url", new Picture(video, "video/x-msvideo", "avi"));
    }
  }

  /** The motion asked for by bits: the lowest is the sky's, the next the hair's. */
  LoopedMotion motion(Mat picture, String bits) {
    Mat photo = Pixels.colour(picture);
    boolean sky = bits.endsWith("1");
    boolean hair = bits.length() > 1 && bits.charAt(bits.length() - 2) == '1';
    float[] none = new float[photo.cols() * photo.rows()];
    float[] skyShare = sky ? MovingRegion.sky(photo) : none;
    float[] hairShare = hair ? MovingRegion.hair(photo) : none;
    if (!moves(skyShare) && !moves(hairShare)) {
      throw new Unacceptable(
          "Expected a photo that shows "
              + (sky && hair ? "sky or hair" : sky ? "sky" : "hair")
              + " for "
              + action()
              + ".Url but was one in which none is found");
    }
    return new LoopedMotion(photo, skyShare, hairShare);
  }

  private static boolean moves(float[] shares) {
    for (float share : shares) {
      if (share > 0) {
        return true;
      }
    }
    return false;
  }
}
