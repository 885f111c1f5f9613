package darkroom.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields of EXIF's directories. Thumbnails, which stand in a directory of their own, and what
 * describes how pixels are stored are not among them.
 *
 * @param order of the bytes in the values
 * @param main of the picture: its camera, its artist, its copyright
 * @param photo of the shot: its time, its exposure, the maker's notes
 * @param gps of the place
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">Exif 2.3, section 4.6</a>
 */
record Exif(ByteOrder order, List<Field> main, List<Field> photo, List<Field> gps) {
  static final int MOST_BYTES = 4 * 1024 * 1024;
  static final int XMP = 700;
  static final int ICC_PROFILE = 34675;
  private static final int ORIENTATION = 274;
  private static final int PHOTO_DIRECTORY = 34665;
  private static final int GPS_DIRECTORY = 34853;
  private static final int MAKER_NOTE = 0x927C;
  private static final int COLOR_SPACE = 0xA001;
  private static final int PIXEL_WIDTH = 0xA002;
  private static final int PIXEL_HEIGHT = 0xA003;
  private static final int INTEROPERABILITY = 0xA005;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int SRGB = 1;
  private static final int MOST_ENTRIES = 512;
  private static final int ENTRY_LENGTH = 12;

  /** Bytes of a value, by type from 1 on. */
  private static final List<Integer> WIDTHS = List.of(1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4);

  /** What a picture's directory says that stays true of another file with other pixels. */
  private static final Set<Integer> OF_ANY_FILE =
      Set.of(
          270, // description
          271, // make of the camera
          272, // model of the camera
          282, // resolution across
          283, // resolution down
          296, // unit of the resolution
          305, // software
          306, // time of change
          315, // artist
          316, // computer
          18246, // rating
          18249, // rating in percent
          33432, // copyright
          40091, // title, comment, author, keywords and subject of Windows
          40092, 40093, 40094, 40095);

  /**
   * One field.
   *
   * @param at where its value stood, counted from the data's begin
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Field(int tag, int type, int count, byte[] value, int at) {}

  /** The fields of TIFF data in a file; empty where it is none. Broken fields are left out. */
  static Optional<Exif> parse(byte[] file, int from, int to) {
    if (to - from < 8) {
      return Optional.empty();
    }
    ByteBuffer data = ByteBuffer.wrap(file, from, to - from).slice();
    int mark = data.getInt(0);
    if (mark == 0x4D4D002A) {
      data.order(ByteOrder.BIG_ENDIAN);
    } else if (mark == 0x49492A00) {
      data.order(ByteOrder.LITTLE_ENDIAN);
    } else {
      return Optional.empty();
    }
    List<Field> main = directory(data, data.getInt(4));
    return Optional.of(
        new Exif(
            data.order(),
            main,
            subdirectory(data, main, PHOTO_DIRECTORY),
            subdirectory(data, main, GPS_DIRECTORY)));
  }

  private static List<Field> subdirectory(ByteBuffer data, List<Field> main, int tag) {
    return main.stream()
        .filter(f -> f.tag == tag && f.type == LONG && f.count == 1)
        .findFirst()
        .map(f -> ByteBuffer.wrap(f.value).order(data.order()).getInt())
        .map(at -> directory(data, at))
        .orElse(List.of());
  }

  private static List<Field> directory(ByteBuffer data, int at) {
    List<Field> fields = new ArrayList<>();
    if (at < 8 || at > data.limit() - 2) {
      return fields;
    }
    int count = Math.min(MOST_ENTRIES, data.getShort(at) & 0xffff);
    for (int i = 0; i < count; i++) {
      int entry = at + 2 + i * ENTRY_LENGTH;
      if (entry + ENTRY_LENGTH <= data.limit()) {
        field(data, entry).ifPresent(fields::add);
      }
    }
    return fields;
  }

  private static Optional<Field> field(ByteBuffer data, int entry) {
    int type = data.getShort(entry + 2) & 0xffff;
    long count = data.getInt(entry + 4) & 0xffffffffL;
    if (type < 1 || type > WIDTHS.size() || count == 0 || count > MOST_BYTES) {
      return Optional.empty();
    }
    long length = count * WIDTHS.get(type - 1);
    long at = length <= 4 ? entry + 8 : data.getInt(entry + 8) & 0xffffffffL;
    if (length > MOST_BYTES || at + length > data.limit()) {
      return Optional.empty();
    }
    byte[] value = new byte[(int) length];
    data.get((int) at, value);
    return Optional.of(
        new Field(data.getShort(entry) & 0xffff, type, (int) count, value, (int) at));
  }

  /** The bytes of a field of the picture's directory. */
  Optional<byte[]> value(int tag) {
    return main.stream().filter(f -> f.tag == tag).findFirst().map(Field::value);
  }

  /** What stays true of a result of sRGB pixels. */
  Exif ofResult(Size size, Orientation orientation) {
    List<Field> picture = new ArrayList<>(main);
    picture.removeIf(f -> !OF_ANY_FILE.contains(f.tag));
    picture.add(number(ORIENTATION, SHORT, orientation.exif()));
    List<Field> shot = new ArrayList<>();
    for (Field field : photo) {
      switch (field.tag) {
        case COLOR_SPACE -> shot.add(number(COLOR_SPACE, SHORT, SRGB));
        case PIXEL_WIDTH -> shot.add(number(PIXEL_WIDTH, LONG, size.width()));
        case PIXEL_HEIGHT -> shot.add(number(PIXEL_HEIGHT, LONG, size.height()));
        case INTEROPERABILITY -> {}
        default -> shot.add(field);
      }
    }
    return new Exif(order, picture, shot, gps);
  }

  /** EXIF that says nothing but how the pixels are to be turned. */
  static Exif of(Orientation orientation) {
    Exif none = new Exif(ByteOrder.BIG_ENDIAN, List.of(), List.of(), List.of());
    return none.ofResult(new Size(1, 1), orientation);
  }

  /** Without the place, and without the maker's notes, in which some cameras hide it too. */
  Exif withoutPlace() {
    return new Exif(order, main, without(photo, MAKER_NOTE), List.of());
  }

  /** Without its largest field, and which that was. */
  @SuppressWarnings("ReferenceEquality") // The very field is meant.
  Optional<Shorter> withoutLargest() {
    return Stream.of(main, photo, gps)
        .flatMap(List::stream)
        .filter(f -> f.tag != ORIENTATION)
        .max(Comparator.comparingInt(f -> f.value.length))
        .map(
            f -> {
              // A field is the very one, as tags of several directories may be the same.
              List<List<Field>> left =
                  Stream.of(main, photo, gps)
                      .map(d -> d.stream().filter(other -> other != f).toList())
                      .toList();
              return new Shorter(new Exif(order, left.get(0), left.get(1), left.get(2)), f.tag);
            });
  }

  /** EXIF without one field. */
  record Shorter(Exif exif, int dropped) {}

  byte[] written() {
    return new ExifWriter(this).written();
  }

  /** Where the maker's notes stood: they count positions from the data's begin. */
  Optional<Field> makerNote() {
    return photo.stream().filter(f -> f.tag == MAKER_NOTE).findFirst();
  }

  /** The picture's directory as it is written, with the others' positions. */
  List<Field> mainWith(int photoAt, int gpsAt) {
    List<Field> fields = new ArrayList<>(main);
    if (!photo.isEmpty()) {
      fields.add(number(PHOTO_DIRECTORY, LONG, photoAt));
    }
    if (!gps.isEmpty()) {
      fields.add(number(GPS_DIRECTORY, LONG, gpsAt));
    }
    return fields;
  }

  private Field number(int tag, int type, int value) {
    ByteBuffer bytes = ByteBuffer.allocate(WIDTHS.get(type - 1)).order(order);
    if (type == SHORT) {
      bytes.putShort((short) value);
    } else {
      bytes.putInt(value);
    }
    return new Field(tag, type, 1, bytes.array(), 0);
  }

  private static List<Field> without(List<Field> fields, int tag) {
    return fields.stream().filter(f -> f.tag != tag).toList();
  }
}
