package darkroom.pipeline;

import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.xerial.snappy.SnappyInputStream;
import org.xerial.snappy.SnappyOutputStream;

/**
 * Elements of one chapter of a group, encoded together and compressed: of many that are alike each
 * takes a fraction of its room.
 */
final class Page<T extends Record> {
  private static final int FULL_BYTES = 64 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final SequenceWriter elements;

  /**
   * A page without elements yet.
   *
   * @param chapter less than 256
   */
  Page(Class<T> type, int chapter) throws IOException {
    bytes.write(chapter);
    elements = JsonCoder.JSON.writerFor(type).writeValues(new SnappyOutputStream(bytes));
  }

  void add(T element) throws IOException {
    elements.write(element);
  }

  /** Whether enough is on it, as far as it is compressed yet. */
  boolean isFull() {
    return bytes.size() >= FULL_BYTES;
  }

  /** Ends it, and gives what the other methods read. */
  byte[] end() throws IOException {
    elements.close();
    return bytes.toByteArray();
  }

  static int chapter(byte[] page) {
    return Byte.toUnsignedInt(page[0]);
  }

  static <T extends Record> List<T> elements(Class<T> type, byte[] page) {
    ByteArrayInputStream compressed = new ByteArrayInputStream(page, 1, page.length - 1);
    try (SnappyInputStream in = new SnappyInputStream(compressed)) {
      return JsonCoder.JSON.readerFor(type).<T>readValues(in).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
