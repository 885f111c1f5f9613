package darkroom.photo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.opencv.opencv_core.Mat;

/** Writes a TIFF that says that its fourth channel is alpha, which OpenCV's does not. */
final class AlphaTiff {
  private AlphaTiff() {}

  static byte[] encode(Mat bgra) {
    BufferedImage image =
        new BufferedImage(bgra.cols(), bgra.rows(), BufferedImage.TYPE_4BYTE_ABGR);
    byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] row = new byte[bgra.cols() * 4];
    for (int y = 0; y < bgra.rows(); y++) {
      bgra.ptr(y).get(row);
      for (int x = 0; x < row.length; x += 4) {
        int at = y * row.length + x;
        target[at] = row[x + 3];
        System.arraycopy(row, x, target, at + 1, 3);
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      ImageWriteParam compressed = writer.getDefaultWriteParam();
      compressed.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      compressed.setCompressionType("LZW");
      writer.write(null, new IIOImage(image, null, null), compressed);
    } catch (IOException e) {
      throw new IllegalStateException("Memory can be written", e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }
}
