package darkroom.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Brings pixels to 8-bit sRGB through the ICC profile that came with them. */
final class ToSrgb {
  /** Few enough to be small beside the picture, many enough to be worth a call. */
  private static final int PIXELS_AT_ONCE = 1 << 20;

  private static final int COLOURS = 3;

  private final ColorConvertOp conversion;
  private final int bands;

  private ToSrgb(ColorConvertOp conversion, int bands) {
    this.conversion = conversion;
    this.bands = bands;
  }

  /** The conversion from grey, RGB or CMYK, as the profile is of; empty where it is broken. */
  static Optional<ToSrgb> through(byte[] profile) {
    try {
      ICC_Profile source = ICC_Profile.getInstance(profile);
      int bands =
          switch (source.getColorSpaceType()) {
            case ColorSpace.TYPE_GRAY -> 1;
            case ColorSpace.TYPE_RGB -> 3;
            case ColorSpace.TYPE_CMYK -> 4;
            default -> 0;
          };
      ICC_Profile[] both = {source, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
      ToSrgb conversion = new ToSrgb(new ColorConvertOp(both, null), bands);
      if (bands == 0) {
        return Optional.empty();
      }
      // The profile's tables are only looked at when there is something to convert.
      conversion.convert(new byte[bands], 1, 1);
      return Optional.of(conversion);
    } catch (IllegalArgumentException | CMMException | ProfileDataException e) {
      // A broken profile is passed over, as viewers do.
      return Optional.empty();
    }
  }

  /** Samples of a pixel that it converts: 1, 3 or 4. */
  int bands() {
    return bands;
  }

  /** Interleaved samples, as RGB. */
  byte[] convert(byte[] samples, int width, int height) {
    return convert(
        raster(new DataBufferByte(samples, samples.length), width, height), width, height);
  }

  private byte[] convert(Raster source, int width, int height) {
    byte[] rgb = new byte[width * height * COLOURS];
    WritableRaster target =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length),
            width,
            height,
            width * COLOURS,
            COLOURS,
            new int[] {0, 1, 2},
            null);
    conversion.filter(source, target);
    return rgb;
  }

  private WritableRaster raster(DataBuffer samples, int width, int height) {
    int[] offsets = new int[bands];
    for (int i = 0; i < bands; i++) {
      offsets[i] = i;
    }
    return Raster.createInterleavedRaster(
        samples, width, height, width * bands, bands, offsets, null);
  }

  /** Pixels of OpenCV, BGR or BGRA with 8 or 16 bits, as 8-bit ones. */
  Mat convert(Mat pixels) {
    int channels = pixels.channels();
    int width = pixels.cols();
    Mat converted = new Mat(pixels.rows(), width, CV_8UC(channels));
    int step = Math.max(1, PIXELS_AT_ONCE / width);
    for (int y = 0; y < pixels.rows(); y += step) {
      int rows = Math.min(step, pixels.rows() - y);
      int count = width * rows;
      byte[] out;
      byte[] rgb;
      if (pixels.depth() == CV_16U) {
        short[] read = new short[count * channels];
        new ShortPointer(pixels.ptr(y)).get(read);
        short[] samples = new short[count * bands];
        out = new byte[count * channels];
        for (int i = 0; i < count; i++) {
          for (int c = 0; c < bands; c++) {
            samples[i * bands + c] = read[i * channels + (bands == 1 ? 0 : 2 - c)];
          }
          if (channels == 4) {
            out[i * 4 + 3] = (byte) (((read[i * 4 + 3] & 0xffff) + 128) / 257);
          }
        }
        rgb =
            convert(
                raster(new DataBufferUShort(samples, samples.length), width, rows), width, rows);
      } else {
        out = new byte[count * channels];
        pixels.ptr(y).get(out);
        byte[] samples = new byte[count * bands];
        for (int i = 0; i < count; i++) {
          for (int c = 0; c < bands; c++) {
            samples[i * bands + c] = out[i * channels + (bands == 1 ? 0 : 2 - c)];
          }
        }
        rgb = convert(samples, width, rows);
      }
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < COLOURS; c++) {
          out[i * channels + c] = rgb[i * COLOURS + 2 - c];
        }
      }
      converted.ptr(y).put(out);
    }
    return converted;
  }
}
