package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_OTSU;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** A logo in two colours and few bytes. */
final class SmallLogo {
  /** The longer side of what is kept, the finest that fits first. */
  private static final int[] SIDES = {64, 56, 48, 40, 36, 32, 28, 24, 20, 16, 12, 8};

  private static final int LARGEST = 512;

  /** Both sides of what is kept and of the logo, two colours, and whether the rest is packed. */
  private static final int HEAD = 13;

  private SmallLogo() {}

  /** The finest that so many bytes hold, if they hold any. */
  static Optional<byte[]> bytes(Mat logo, int capacity) {
    Mat seen = Pixels.colour(logo);
    for (int side : SIDES) {
      byte[] bytes = bytes(seen, logo, side);
      if (bytes.length <= capacity) {
        return Optional.of(bytes);
      }
    }
    return Optional.empty();
  }

  private static byte[] bytes(Mat seen, Mat logo, int side) {
    double scale = Math.min(1, (double) side / Math.max(logo.cols(), logo.rows()));
    int width = (int) Math.max(1, Math.round(logo.cols() * scale));
    int height = (int) Math.max(1, Math.round(logo.rows() * scale));
    Mat small = new Mat();
    resize(seen, small, new Size(width, height), 0, 0, INTER_AREA);
    Mat light = new Mat();
    threshold(Pixels.grey(small), light, 0, 255, THRESH_BINARY | THRESH_OTSU);
    Mat dark = new Mat();
    bitwise_not(light, dark);
    byte[] bits = bits(light);
    byte[] packed = packed(bits);
    boolean shorter = packed.length < bits.length;
    double shown = Math.min(1, (double) LARGEST / Math.max(logo.cols(), logo.rows()));
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + Math.min(bits.length, packed.length));
    bytes.put((byte) width).put((byte) height);
    bytes.putShort((short) Math.max(1, Math.round(logo.cols() * shown)));
    bytes.putShort((short) Math.max(1, Math.round(logo.rows() * shown)));
    bytes.put(colour(mean(small, dark))).put(colour(mean(small, light)));
    bytes.put((byte) (shorter ? 1 : 0)).put(shorter ? packed : bits);
    return bytes.array();
  }

  /** The picture that so many bytes hold. */
  static Mat of(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    int width = from.get();
    int height = from.get();
    int shownWidth = from.getShort();
    int shownHeight = from.getShort();
    byte[][] colours = new byte[2][3];
    from.get(colours[0]).get(colours[1]);
    boolean packed = from.get() == 1;
    byte[] rest = Arrays.copyOfRange(bytes, HEAD, bytes.length);
    byte[] bits = packed ? unpacked(rest, (width * height + 7) / 8) : rest;
    Mat small = new Mat(height, width, CV_8UC3, Scalar.all(0));
    try (UByteIndexer pixels = small.createIndexer()) {
      for (int i = 0; i < width * height; i++) {
        byte[] colour = colours[bits[i / 8] >> (7 - i % 8) & 1];
        for (int c = 0; c < 3; c++) {
          pixels.put(i / width, i % width, c, colour[c] & 0xff);
        }
      }
    }
    Mat logo = new Mat();
    resize(small, logo, new Size(shownWidth, shownHeight), 0, 0, INTER_CUBIC);
    return logo;
  }

  private static byte[] bits(Mat light) {
    byte[] bits = new byte[(light.cols() * light.rows() + 7) / 8];
    try (UByteIndexer pixels = light.createIndexer()) {
      for (int i = 0; i < light.cols() * light.rows(); i++) {
        boolean set = pixels.get(i / light.cols(), i % light.cols()) > 0;
        bits[i / 8] |= (byte) (set ? 1 << (7 - i % 8) : 0);
      }
    }
    return bits;
  }

  private static byte[] colour(Scalar mean) {
    byte[] colour = new byte[3];
    for (int c = 0; c < 3; c++) {
      colour[c] = (byte) Math.round(mean.get(c));
    }
    return colour;
  }

  private static byte[] packed(byte[] bits) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(bits);
    deflater.finish();
    byte[] packed = new byte[bits.length + 64];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  private static byte[] unpacked(byte[] packed, int length) {
    Inflater inflater = new Inflater(true);
    inflater.setInput(packed);
    byte[] bits = new byte[length];
    try {
      int done = inflater.inflate(bits);
      if (done != length) {
        throw new Unacceptable("Expected a whole logo in the mark but was a part of one");
      }
      return bits;
    } catch (DataFormatException e) {
      throw new IllegalStateException("Expected bits that were packed here", e);
    } finally {
      inflater.end();
    }
  }
}
