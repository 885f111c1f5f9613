package darkroom.studio.bucket;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Part of an object, in bytes. */
record ByteRange(long offset, long length) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** As a client wrote it: both ends, the first, or the length of the tail. */
  private record Written(String first, String last) {}

  /** What becomes of a range whose end lies behind the object's. */
  enum Overhang {
    /** The range counts for nothing, as the object service does unless told otherwise. */
    VOID,
    /** The range is cut, and refused where nothing is left of it, as RFC 9110 says. */
    CUT
  }

  long last() {
    return offset + length - 1;
  }

  /**
   * Reads a {@code Range} header; empty where the whole object is to be sent.
   *
   * @param header such as {@code bytes=0-99}, {@code bytes=100-} or {@code bytes=-100}
   */
  static Optional<ByteRange> of(String header, long size, Overhang overhang) {
    return written(header).flatMap(range -> within(range, size, overhang));
  }

  private static Optional<Written> written(String header) {
    Matcher matcher = FORM.matcher(header.trim());
    if (!matcher.matches() || header.trim().equals("bytes=-")) {
      return Optional.empty();
    }
    return Optional.of(new Written(matcher.group(1), matcher.group(2)));
  }

  private static Optional<ByteRange> within(Written range, long size, Overhang overhang) {
    long first;
    long last;
    if (range.first().isEmpty()) {
      long tail = Long.parseLong(range.last());
      first = tail > size && overhang == Overhang.CUT ? 0 : size - tail;
      last = size - 1;
    } else {
      first = Long.parseLong(range.first());
      last = range.last().isEmpty() ? size - 1 : Long.parseLong(range.last());
      if (first < size && last < first) {
        return Optional.empty();
      }
      last = overhang == Overhang.CUT ? Math.min(last, size - 1) : last;
    }
    if (first >= 0 && first <= last && last < size) {
      return Optional.of(new ByteRange(first, last - first + 1));
    }
    if (overhang == Overhang.CUT) {
      throw Refused.because(BucketError.INVALID_RANGE);
    }
    return Optional.empty();
  }
}
