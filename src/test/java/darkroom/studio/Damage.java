package darkroom.studio;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/** What can befall a file; deterministic for the same random numbers. */
enum Damage {
  CUT_OFF {
    @Override
    byte[] to(byte[] file, byte[] other, RandomGenerator random) {
      return Arrays.copyOf(file, random.nextInt(file.length));
    }
  },
  /** Most of its file is there, so that decoders get far. */
  END_LOST {
    @Override
    byte[] to(byte[] file, byte[] other, RandomGenerator random) {
      return Arrays.copyOf(file, file.length - 1 - random.nextInt(1 + file.length / 4));
    }
  },
  BYTES_CHANGED {
    @Override
    byte[] to(byte[] file, byte[] other, RandomGenerator random) {
      byte[] damaged = file.clone();
      for (int i = 1 + random.nextInt(20); i > 0; i--) {
        damaged[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      return damaged;
    }
  },
  HEADER_CHANGED {
    @Override
    byte[] to(byte[] file, byte[] other, RandomGenerator random) {
      byte[] damaged = file.clone();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        damaged[random.nextInt(Math.min(64, file.length))] = (byte) random.nextInt();
      }
      return withPngHeaderSummed(damaged);
    }
  },
  BIT_CHANGED {
    @Override
    byte[] to(byte[] file, byte[] other, RandomGenerator random) {
      byte[] damaged = file.clone();
      damaged[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      return damaged;
    }
  },
  BLOCK_BLANKED {
    @Override
    byte[] to(byte[] file, byte[] other, RandomGenerator random) {
      byte[] damaged = file.clone();
      int from = random.nextInt(file.length);
      int to = Math.min(file.length, from + 1 + random.nextInt(2_000));
      Arrays.fill(damaged, from, to, (byte) (random.nextBoolean() ? 0 : 0xff));
      return damaged;
    }
  },
  BLOCK_LOST {
    @Override
    byte[] to(byte[] file, byte[] other, RandomGenerator random) {
      int from = random.nextInt(file.length);
      int to = Math.min(file.length, from + 1 + random.nextInt(500));
      return ByteBuffer.allocate(file.length - (to - from))
          .put(file, 0, from)
          .put(file, to, file.length - to)
          .array();
    }
  },
  /** Its own start, another's end. */
  SPLICED {
    @Override
    byte[] to(byte[] file, byte[] other, RandomGenerator random) {
      int head = 1 + random.nextInt(file.length);
      int from = random.nextInt(other.length);
      return ByteBuffer.allocate(head + other.length - from)
          .put(file, 0, head)
          .put(other, from, other.length - from)
          .array();
    }
  },
  /** A header that says more pixels than there are. */
  SIZE_CLAIMED {
    @Override
    byte[] to(byte[] file, byte[] other, RandomGenerator random) {
      int width = CLAIMED.get(random.nextInt(CLAIMED.size()));
      return sized(file, width, CLAIMED.get(random.nextInt(CLAIMED.size())));
    }
  };

  private static final List<Integer> CLAIMED = List.of(999, 1_900, 2_900, 9_999, 16_000);
  private static final int PNG_HEADER = 12;
  private static final int PNG_HEADER_END = 29;

  /**
   * A damaged copy.
   *
   * @param other a file that may have its part in it
   */
  abstract byte[] to(byte[] file, byte[] other, RandomGenerator random);

  /** A damage of any kind. */
  static byte[] any(byte[] file, byte[] other, RandomGenerator random) {
    return values()[random.nextInt(values().length)].to(file, other, random);
  }

  /** A copy whose header says this size. */
  static byte[] sized(byte[] file, int width, int height) {
    byte[] damaged = file.clone();
    ByteBuffer view = ByteBuffer.wrap(damaged);
    if (isPng(file)) {
      view.putInt(16, width).putInt(20, height);
    } else if (isJpeg(file)) {
      int frame = frameOf(file);
      view.putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
    } else if (file[0] == 'B') {
      view.putInt(18, Integer.reverseBytes(width)).putInt(22, Integer.reverseBytes(height));
    } else if (file.length > 30) {
      view.putShort(26, Short.reverseBytes((short) width));
      view.putShort(28, Short.reverseBytes((short) height));
    }
    return withPngHeaderSummed(damaged);
  }

  /** With the sum right again: a decoder that checks it would look no further. */
  private static byte[] withPngHeaderSummed(byte[] file) {
    if (isPng(file)) {
      CRC32 sum = new CRC32();
      sum.update(file, PNG_HEADER, PNG_HEADER_END - PNG_HEADER);
      ByteBuffer.wrap(file).putInt(PNG_HEADER_END, (int) sum.getValue());
    }
    return file;
  }

  private static boolean isPng(byte[] file) {
    return file.length > PNG_HEADER_END + 4 && file[1] == 'P' && file[2] == 'N';
  }

  private static boolean isJpeg(byte[] file) {
    return (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8;
  }

  /** Where a whole JPEG file says its size. */
  private static int frameOf(byte[] file) {
    int at = 2;
    while ((file[at + 1] & 0xf0) != 0xc0 || (file[at + 1] & 0xff) == 0xc4) {
      at += 2 + ByteBuffer.wrap(file).getShort(at + 2);
    }
    return at;
  }
}
