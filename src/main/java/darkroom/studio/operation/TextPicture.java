package darkroom.studio.operation;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * A text in black on white, as a PNG file whose text chunk {@code Description} has it too.
 *
 * <p>The machine's sans-serif font draws it. Where that lacks a character, as it does Chinese ones
 * on a machine without such a font, a box with the character's number stands for it.
 */
final class TextPicture {
  private static final String FORMAT = "javax_imageio_png_1.0";
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 32);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final int MARGIN = 16;
  private static final int WIDEST = 1024;
  private static final int BOX = 34;

  private record Glyph(int character, int width) {
    boolean isDrawn() {
      return FONT.canDisplay(character);
    }
  }

  private TextPicture() {}

  static Picture of(String text) {
    Graphics2D measure = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY).createGraphics();
    FontMetrics metrics = measure.getFontMetrics(FONT);
    measure.dispose();
    List<List<Glyph>> lines = lines(text, metrics);
    int width = lines.stream().mapToInt(TextPicture::width).max().orElse(0) + 2 * MARGIN;
    int line = Math.max(metrics.getHeight(), BOX + 4);
    int height = lines.size() * line + 2 * MARGIN;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    for (int i = 0; i < lines.size(); i++) {
      draw(graphics, lines.get(i), MARGIN + i * line, metrics.getAscent());
    }
    graphics.dispose();
    return new Picture(png(image, text), "image/png", "png");
  }

  private static List<List<Glyph>> lines(String text, FontMetrics metrics) {
    List<List<Glyph>> lines = new ArrayList<>();
    List<Glyph> line = new ArrayList<>();
    lines.add(line);
    for (int character : text.codePoints().toArray()) {
      boolean drawn = FONT.canDisplay(character);
      int wide = drawn ? metrics.stringWidth(Character.toString(character)) : BOX + 2;
      boolean full = width(line) + wide > WIDEST - 2 * MARGIN && !line.isEmpty();
      if (character == '\n' || full) {
        line = new ArrayList<>();
        lines.add(line);
      }
      if (!Character.isISOControl(character)) {
        line.add(new Glyph(character, wide));
      }
    }
    return lines;
  }

  private static int width(List<Glyph> line) {
    return line.stream().mapToInt(Glyph::width).sum();
  }

  private static void draw(Graphics2D graphics, List<Glyph> line, int top, int ascent) {
    int x = MARGIN;
    for (Glyph glyph : line) {
      if (glyph.isDrawn()) {
        graphics.setFont(FONT);
        graphics.drawString(Character.toString(glyph.character), x, top + ascent);
      } else {
        String number = String.format(Locale.ROOT, "%06X", glyph.character);
        graphics.setFont(SMALL);
        graphics.drawRect(x, top + 2, BOX - 2, BOX - 2);
        graphics.drawString(number.substring(0, 3), x + 4, top + 16);
        graphics.drawString(number.substring(3), x + 4, top + 30);
      }
      x += glyph.width;
    }
  }

  private static byte[] png(BufferedImage image, String text) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      metadata.mergeTree(FORMAT, description(text));
      writer.setOutput(out);
      writer.write(new IIOImage(image, List.of(), metadata));
    } catch (IIOInvalidTreeException e) {
      throw new IllegalStateException("Expected a text chunk that PNG has", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadataNode description(String text) {
    IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
    entry.setAttribute("keyword", "Description");
    entry.setAttribute("compressionFlag", "FALSE");
    entry.setAttribute("compressionMethod", "0");
    entry.setAttribute("languageTag", "");
    entry.setAttribute("translatedKeyword", "");
    entry.setAttribute("text", text);
    IIOMetadataNode chunk = new IIOMetadataNode("iTXt");
    chunk.appendChild(entry);
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    root.appendChild(chunk);
    return root;
  }
}
