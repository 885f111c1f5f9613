package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.bitwise_or;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.max;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY_INV;
import static org.bytedeco.opencv.global.opencv_imgproc.boundingRect;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ByteSize;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Erases the person that a mask covers and fills the place from the background ({@link PatchFill}).
 *
 * <p>The mask is a picture of the photo's size, bright where to erase, in any colour and shape.
 * Nothing is copied from the mask, from close around it, where a rough mask leaves some of the
 * person, nor from anyone else ({@link Bystanders}). Outside the mask the photo stays as it is.
 */
public final class ErasePerson implements Operation {
  /** From what brightness on the mask marks, so that the ringing of a JPEG does not. */
  private static final int MARKED = 127;

  /** How much of the person the mask may have left over, as a share of the mask's sides. */
  private static final double ROUGH = 0.06;

  private static final int LEAST_ROUGH = 3;

  @Override
  public Action action() {
    return Actions.ERASE_PERSON;
  }

  /** A field of matches at every size of the photo. */
  @Override
  public ByteSize memory(long pixels) {
    return ByteSize.bytes(SMALL_CHANGE + 64 * pixels);
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("ImageURL");
      Mat mask = mask(images.get("UserMask"), photo);
      return PngAnswer.of(action(), PatchFill.filled(photo, mask, barred(photo, mask)));
    }
  }

  private static Mat mask(Mat picture, Mat photo) {
    if (picture.cols() != photo.cols() || picture.rows() != photo.rows()) {
      throw Unacceptable.expected(
          "a mask of the photo's size, " + photo.cols() + "x" + photo.rows() + ",",
          "ErasePerson.UserMask",
          picture.cols() + "x" + picture.rows());
    }
    // Transparency is not what marks, but what cannot be seen does not mark either.
    int colours = Math.min(3, picture.channels());
    Mat brightest = channel(picture, 0);
    for (int c = 1; c < colours; c++) {
      max(brightest, channel(picture, c), brightest);
    }
    Mat mask = new Mat();
    threshold(brightest, mask, MARKED, 255, THRESH_BINARY);
    if (picture.channels() == 4) {
      Mat hidden = new Mat();
      threshold(channel(picture, 3), hidden, 0, 255, THRESH_BINARY_INV);
      mask.setTo(new Mat(new double[4]), hidden);
    }
    if (countNonZero(mask) == photo.rows() * photo.cols()) {
      throw Unacceptable.expected(
          "a mask that leaves some background",
          "ErasePerson.UserMask",
          "one that covers the photo");
    }
    return mask;
  }

  private static Mat channel(Mat picture, int index) {
    Mat channel = new Mat();
    extractChannel(picture, channel, index);
    return channel;
  }

  private static Mat barred(Mat photo, Mat mask) {
    Rect box = boundingRect(mask);
    int side = (int) Math.round(ROUGH * Math.min(box.width(), box.height()));
    int margin = Math.max(LEAST_ROUGH, side);
    Mat barred = new Mat();
    dilate(
        mask, barred, getStructuringElement(MORPH_RECT, new Size(2 * margin + 1, 2 * margin + 1)));
    bitwise_or(barred, Bystanders.of(Pixels.grey(photo)), barred);
    return barred;
  }
}
