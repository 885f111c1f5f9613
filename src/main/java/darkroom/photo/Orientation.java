package darkroom.photo;

import java.util.Arrays;

/** How the stored pixels are to be turned to stand upright; EXIF's tag 274, values 1 to 8. */
public enum Orientation {
  UPRIGHT(1),
  MIRROR(2),
  TURN_AROUND(3),
  FLIP(4),
  TRANSPOSE(5),
  TURN_RIGHT(6),
  TRANSVERSE(7),
  TURN_LEFT(8);

  private final int exif;

  Orientation(int exif) {
    this.exif = exif;
  }

  /** The number in EXIF. */
  public int exif() {
    return exif;
  }

  /** Whether width and height change places. */
  public boolean swapsSides() {
    return exif >= 5;
  }

  /** The orientation of EXIF's number; upright for a number that EXIF does not know. */
  public static Orientation ofExif(long number) {
    return Arrays.stream(values()).filter(o -> o.exif == number).findFirst().orElse(UPRIGHT);
  }
}
