package darkroom.photo;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes image files part by part, also such as no library writes. */
final class FixtureFiles {
  private static final int FIRST_CHUNK_END = 33;

  private FixtureFiles() {}

  static byte[] encode(String extension, Mat picture, int... parameters) {
    BytePointer written = new BytePointer();
    if (!imencode("." + extension, picture, written, new IntPointer(parameters))) {
      throw new IllegalStateException("Expected OpenCV to write " + extension);
    }
    return bytes(written);
  }

  static byte[] bytes(BytePointer written) {
    byte[] bytes = new byte[Math.toIntExact(written.limit())];
    written.get(bytes);
    return bytes;
  }

  static byte[] write(String format, BufferedImage image) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  static byte[] write(String format, WritableRaster raster) {
    if (format.equals("png")) {
      ColorModel model =
          new ComponentColorModel(
              ColorSpace.getInstance(ColorSpace.CS_GRAY),
              true,
              false,
              Transparency.TRANSLUCENT,
              DataBuffer.TYPE_BYTE);
      return write(format, new BufferedImage(model, raster, false, null));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  /** TIFF data whose one entry is the orientation. */
  static byte[] exif(Orientation orientation, ByteOrder order) {
    byte[] data = new byte[26];
    tiffStart(order, data)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation.exif());
    return data;
  }

  private static ByteBuffer tiffStart(ByteOrder order, byte[] file) {
    String mark = order == ByteOrder.BIG_ENDIAN ? "MM" : "II";
    return ByteBuffer.wrap(file)
        .order(order)
        .put(mark.getBytes(StandardCharsets.US_ASCII))
        .putShort((short) 42)
        .putInt(8);
  }

  /** Uncompressed; a fourth channel is alpha that the colours are not multiplied by. */
  static byte[] tiff(Mat stored, Orientation orientation) {
    int channels = stored.channels();
    byte[] pixels = new byte[stored.cols() * stored.rows() * channels];
    Mat rgb = new Mat();
    cvtColor(stored, rgb, channels == 4 ? COLOR_BGRA2RGBA : COLOR_BGR2RGB);
    rgb.data().get(pixels);
    int entries = channels == 4 ? 12 : 11;
    int bitsAt = 8 + 2 + entries * 12 + 4;
    int pixelsAt = bitsAt + 2 * channels;
    byte[] file = new byte[pixelsAt + pixels.length];
    ByteBuffer tiff = tiffStart(ByteOrder.BIG_ENDIAN, file);
    tiff.putShort((short) entries);
    shortEntry(tiff, 256, stored.cols());
    shortEntry(tiff, 257, stored.rows());
    tiff.putShort((short) 258).putShort((short) 3).putInt(channels).putInt(bitsAt);
    shortEntry(tiff, 259, 1);
    shortEntry(tiff, 262, 2);
    tiff.putShort((short) 273).putShort((short) 4).putInt(1).putInt(pixelsAt);
    shortEntry(tiff, 274, orientation.exif());
    shortEntry(tiff, 277, channels);
    shortEntry(tiff, 278, stored.rows());
    tiff.putShort((short) 279).putShort((short) 4).putInt(1).putInt(pixels.length);
    shortEntry(tiff, 284, 1);
    if (channels == 4) {
      shortEntry(tiff, 338, 2);
    }
    tiff.putInt(0);
    for (int i = 0; i < channels; i++) {
      tiff.putShort((short) 8);
    }
    tiff.put(pixels);
    return file;
  }

  private static void shortEntry(ByteBuffer tiff, int tag, int value) {
    tiff.putShort((short) tag).putShort((short) 3).putInt(1).putShort((short) value);
    tiff.putShort((short) 0);
  }

  /** Puts a segment right behind the start of a JPEG. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
    byte[] start = {
      jpeg[0],
      jpeg[1],
      (byte) 0xFF,
      (byte) marker,
      (byte) ((data.length + 2) >> 8),
      (byte) (data.length + 2)
    };
    return concat(start, data, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /** Puts a chunk right behind the header of a PNG. */
  static byte[] withChunk(byte[] png, String type, byte[] data) {
    return concat(
        Arrays.copyOf(png, FIRST_CHUNK_END),
        pngChunk(type, data),
        Arrays.copyOfRange(png, FIRST_CHUNK_END, png.length));
  }

  static byte[] pngChunk(String type, byte[] data) {
    byte[] typed = concat(type.getBytes(StandardCharsets.US_ASCII), data);
    CRC32 checksum = new CRC32();
    checksum.update(typed);
    return ByteBuffer.allocate(data.length + 12)
        .putInt(data.length)
        .put(typed)
        .putInt((int) checksum.getValue())
        .array();
  }

  static byte[] webpPixels(Mat picture) {
    byte[] webp = encode("webp", picture, IMWRITE_WEBP_QUALITY, 90);
    return Arrays.copyOfRange(webp, 12, webp.length);
  }

  static byte[] webpHeader(int flags, int width, int height) {
    byte[] header = new byte[10];
    little(header).put((byte) flags).putInt(4, width - 1).putShort(7, (short) (height - 1));
    return chunk("VP8X", header);
  }

  /** A frame's place, size and 100 ms. */
  static byte[] frame() {
    byte[] frame = new byte[16];
    little(frame)
        .putInt(6, PhotoFixtures.WIDTH - 1)
        .putInt(9, PhotoFixtures.HEIGHT - 1)
        .putInt(12, 100);
    return frame;
  }

  static byte[] riff(byte[]... chunks) {
    byte[] body = concat("WEBP".getBytes(StandardCharsets.US_ASCII), concat(chunks));
    return chunk("RIFF", body);
  }

  static byte[] chunk(String type, byte[] data) {
    byte[] chunk = new byte[8 + data.length + data.length % 2];
    little(chunk).put(type.getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    return chunk;
  }

  static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
