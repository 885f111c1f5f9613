package darkroom.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import darkroom.action.ImageFormat;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes CMYK as the inks that are stored, which OpenCV does not hand out. */
final class InkPixels {
  private static final int INKS = 4;
  private static final int ROWS_AT_ONCE = 64;

  private InkPixels() {}

  /** BGR pixels through a profile; empty where Java's decoder cannot read the file. */
  static Optional<Mat> decode(byte[] file, PhotoHeader header, ToSrgb conversion) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(header.format().name());
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        boolean jpeg = header.format() == ImageFormat.JPEG;
        Raster inks = jpeg ? reader.readRaster(0, null) : reader.read(0).getRaster();
        boolean fits =
            inks.getNumBands() >= INKS
                && inks.getWidth() == header.width()
                && inks.getHeight() == header.height();
        // Adobe's programs write a JPEG's inks inverted, and every reader expects it.
        return fits ? Optional.of(convert(inks, jpeg, conversion)) : Optional.empty();
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // What Java's decoders throw at files that they cannot decode; OpenCV may.
      return Optional.empty();
    }
  }

  private static Mat convert(Raster inks, boolean inverted, ToSrgb conversion) {
    int width = inks.getWidth();
    int bands = inks.getNumBands();
    int depth = inks.getSampleModel().getSampleSize(0);
    Mat bgr = new Mat(inks.getHeight(), width, CV_8UC3);
    for (int y = 0; y < inks.getHeight(); y += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, inks.getHeight() - y);
      int[] read = inks.getPixels(0, y, width, rows, (int[]) null);
      byte[] samples = new byte[width * rows * INKS];
      for (int i = 0; i < width * rows; i++) {
        for (int c = 0; c < INKS; c++) {
          int ink = read[i * bands + c] >> Math.max(0, depth - 8);
          samples[i * INKS + c] = (byte) (inverted ? 255 - ink : ink);
        }
      }
      byte[] rgb = conversion.convert(samples, width, rows);
      for (int i = 0; i < rgb.length; i += 3) {
        byte red = rgb[i];
        rgb[i] = rgb[i + 2];
        rgb[i + 2] = red;
      }
      bgr.ptr(y).put(rgb);
    }
    return bgr;
  }
}
