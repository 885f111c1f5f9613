package darkroom.photo;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first image file directory of TIFF data, which is a TIFF file or the EXIF part of another
 * one. Entries are read by position; what they declare is never allocated.
 *
 * @param at where the data begins; the offsets in it count from there
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0, section
 *     2</a>
 */
record Ifd(FileBytes file, long at, ByteOrder order, Map<Integer, Entry> entries, boolean last) {
  static final int ORIENTATION = 274;

  /** Real directories hold a few dozen. */
  private static final int MOST_ENTRIES = 512;

  private static final int ENTRY_LENGTH = 12;

  /**
   * One entry.
   *
   * @param valuesAt where its first value is in the file
   * @param fieldAt where the entry holds its value, or the position of its values
   */
  record Entry(int type, long count, long valuesAt, long fieldAt) {
    /** Bytes per value of the types that are numbers here: BYTE, SHORT and LONG. */
    static int width(int type) {
      return switch (type) {
        case 1 -> 1;
        case 3 -> 2;
        case 4 -> 4;
        default -> 0;
      };
    }
  }

  /** The directory of the TIFF data at a position; empty where that is no TIFF data. */
  static Optional<Ifd> first(FileBytes file, long at) throws IOException {
    ByteOrder order;
    if (file.holds(at, "II*\0")) {
      order = ByteOrder.LITTLE_ENDIAN;
    } else if (file.holds(at, "MM\0*")) {
      order = ByteOrder.BIG_ENDIAN;
    } else {
      return Optional.empty();
    }
    long directory = at + file.u32(at + 4, order);
    int count = file.u16(directory, order);
    if (count > MOST_ENTRIES) {
      return Optional.empty();
    }
    Map<Integer, Entry> entries = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long entry = directory + 2 + (long) i * ENTRY_LENGTH;
      int type = file.u16(entry + 2, order);
      long values = file.u32(entry + 4, order);
      boolean inline = Entry.width(type) * values <= 4;
      long valuesAt = inline ? entry + 8 : at + file.u32(entry + 8, order);
      entries.putIfAbsent(file.u16(entry, order), new Entry(type, values, valuesAt, entry + 8));
    }
    long next = directory + 2 + (long) count * ENTRY_LENGTH;
    boolean last = next + 4 > file.length() || file.u32(next, order) == 0;
    return Optional.of(new Ifd(file, at, order, entries, last));
  }

  /** The orientation that EXIF data at a position tells; upright where it tells none. */
  static Orientation orientation(FileBytes file, long at) throws IOException {
    try {
      Optional<Ifd> ifd = first(file, at);
      return ifd.isPresent() ? ifd.get().orientation() : Orientation.UPRIGHT;
    } catch (OutOfReach e) {
      // Broken EXIF makes no photo unreadable: viewers show it as it is stored.
      return Orientation.UPRIGHT;
    }
  }

  Orientation orientation() throws IOException {
    return Orientation.ofExif(number(ORIENTATION, 0).orElse(1));
  }

  /** How many numbers an entry holds; none where it is absent. */
  long count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null || Entry.width(entry.type) == 0 ? 0 : entry.count;
  }

  /** One number of an entry, counted from 0. */
  OptionalLong number(int tag, long index) throws IOException {
    if (index >= count(tag)) {
      return OptionalLong.empty();
    }
    Entry entry = entries.get(tag);
    long position = entry.valuesAt + index * Entry.width(entry.type);
    return OptionalLong.of(
        switch (entry.type) {
          case 1 -> file.u8(position);
          case 3 -> file.u16(position, order);
          default -> file.u32(position, order);
        });
  }
}
