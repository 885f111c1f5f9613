package darkroom.photo;

import darkroom.photo.Exif.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lays out EXIF as TIFF data. The maker's notes stand where they stood before, if they can, since
 * positions in them count from the data's begin.
 */
final class ExifWriter {
  private static final int HEADER = 8;
  private static final int ENTRY_LENGTH = 12;

  /** Further behind, the notes are not worth the gap before them. */
  private static final int LAST_RESERVED = 32 * 1024;

  private final Exif exif;
  private final Optional<Field> reserved;
  private final ByteBuffer data;
  private int next = HEADER;
  private int end = HEADER;

  ExifWriter(Exif exif) {
    this.exif = exif;
    this.reserved =
        exif.makerNote()
            .filter(f -> f.value().length > 4 && f.at() >= HEADER && f.at() <= LAST_RESERVED);
    int length =
        Stream.of(exif.main(), exif.photo(), exif.gps())
            .flatMap(List::stream)
            .mapToInt(f -> ENTRY_LENGTH + f.value().length + 1)
            .sum();
    // The two links, three directories' counts and ends, and the gaps around the notes.
    int slack = HEADER + 2 * ENTRY_LENGTH + 3 * 7;
    int gap = reserved.map(f -> f.at() + f.value().length).orElse(0) + length;
    this.data = ByteBuffer.allocate(slack + length + gap).order(exif.order());
  }

  byte[] written() {
    boolean big = exif.order() == ByteOrder.BIG_ENDIAN;
    data.put(0, (byte) (big ? 'M' : 'I')).put(1, (byte) (big ? 'M' : 'I'));
    data.putShort(2, (short) 42);
    int mainAt = place(directoryLength(exif.mainWith(0, 0)));
    int photoAt = place(directoryLength(exif.photo()));
    int gpsAt = place(directoryLength(exif.gps()));
    data.putInt(4, mainAt);
    write(mainAt, exif.mainWith(photoAt, gpsAt));
    write(photoAt, exif.photo());
    write(gpsAt, exif.gps());
    byte[] written = new byte[end];
    data.get(0, written);
    return written;
  }

  private static int directoryLength(List<Field> fields) {
    return fields.isEmpty() ? 0 : 2 + fields.size() * ENTRY_LENGTH + 4;
  }

  /** The next free position, even and clear of the reserved ones. */
  private int place(int length) {
    if (length == 0) {
      return next;
    }
    int at = next;
    if (reserved.isPresent()) {
      int from = reserved.get().at();
      int to = from + reserved.get().value().length;
      if (at < to && at + length > from) {
        at = to + to % 2;
      }
    }
    next = at + length + length % 2;
    end = Math.max(end, next);
    return at;
  }

  private void write(int at, List<Field> fields) {
    if (fields.isEmpty()) {
      return;
    }
    data.putShort(at, (short) fields.size());
    int entry = at + 2;
    List<Field> sorted = fields.stream().sorted(Comparator.comparingInt(Field::tag)).toList();
    for (Field field : sorted) {
      data.putShort(entry, (short) field.tag());
      data.putShort(entry + 2, (short) field.type());
      data.putInt(entry + 4, field.count());
      if (field.value().length <= 4) {
        data.put(entry + 8, field.value());
      } else {
        int valueAt = valueAt(field);
        data.putInt(entry + 8, valueAt);
        data.put(valueAt, field.value());
      }
      entry += ENTRY_LENGTH;
    }
  }

  @SuppressWarnings("ReferenceEquality") // The very field is meant.
  private int valueAt(Field field) {
    if (reserved.isPresent() && reserved.get() == field) {
      end = Math.max(end, field.at() + field.value().length);
      return field.at();
    }
    return place(field.value().length);
  }
}
