package darkroom.studio.operation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Prints over photos what people print over photos. */
final class Print {
  private Print() {}

  /** A copy of a photo with something drawn over it. */
  static Mat over(Mat photo, Consumer<Graphics2D> drawing) {
    BufferedImage sheet =
        new BufferedImage(photo.cols(), photo.rows(), BufferedImage.TYPE_4BYTE_ABGR);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawing.accept(graphics);
    graphics.dispose();
    byte[] drawn = ((DataBufferByte) sheet.getRaster().getDataBuffer()).getData();
    byte[] pixels = Repair.bytes(photo);
    int channels = photo.channels();
    for (int i = 0; i < pixels.length; i++) {
      int at = i / channels * 4;
      double alpha = (drawn[at] & 0xff) / 255.0;
      int ink = i % channels == 3 ? 255 : drawn[at + 1 + i % channels] & 0xff;
      pixels[i] = (byte) Math.round((pixels[i] & 0xff) * (1 - alpha) + ink * alpha);
    }
    Mat printed = photo.clone();
    new BytePointer(printed.ptr()).put(pixels);
    return printed;
  }

  static Shape letters(Graphics2D graphics, String text, int style, int size, int x, int y) {
    Font font = new Font("DejaVu Sans", style, size);
    return font.createGlyphVector(graphics.getFontRenderContext(), text).getOutline(x, y);
  }

  /**
   * Characters of bars, as those of Chinese are, since there is not always a font that has them.
   */
  static Shape bars(int count, int size, int x, int y) {
    SplittableRandom random = new SplittableRandom(7);
    Path2D path = new Path2D.Double();
    double thick = size / 10.0;
    for (int i = 0; i < count; i++) {
      double left = x + i * size * 1.25;
      double top = y - size;
      for (int k = 0; k < 3; k++) {
        double from = left + random.nextInt(3) * thick / 2;
        double length = size - random.nextInt(3) * thick;
        path.append(
            new Rectangle2D.Double(from, top + size * (0.08 + 0.4 * k), length, thick), false);
      }
      for (int k = 0; k < 2; k++) {
        double from = top + size * 0.4 * random.nextInt(2);
        double at = left + size * (0.15 + 0.3 * random.nextInt(3));
        path.append(new Rectangle2D.Double(at, from, thick, y - from), false);
      }
    }
    return new Area(path);
  }

  static void plain(Graphics2D graphics, Shape shape, Color ink) {
    graphics.setColor(ink);
    graphics.fill(shape);
  }

  static void outlined(Graphics2D graphics, Shape shape, Color ink, Color outline, int width) {
    graphics.setColor(outline);
    graphics.setStroke(new BasicStroke(2 * width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
    plain(graphics, shape, ink);
  }

  static void shadowed(Graphics2D graphics, Shape shape, Color ink, int off) {
    graphics.translate(off, off);
    plain(graphics, shape, new Color(0, 0, 0, 160));
    graphics.translate(-off, -off);
    plain(graphics, shape, ink);
  }
}
