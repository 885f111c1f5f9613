package darkroom.studio.bucket;

import darkroom.action.ByteSize;
import darkroom.studio.http.Request;
import darkroom.wire.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A request's body, which ends early only with a refusal: what was cut is not taken for whole. */
final class RequestBody extends FilterInputStream {
  private final Optional<Long> announced;
  private final Optional<String> announcedMd5;
  private long received;

  RequestBody(Request http) {
    super(http.body());
    this.announced = http.header("content-length").map(RequestBody::length);
    this.announcedMd5 = http.header("content-md5");
  }

  private static long length(String header) {
    if (!header.matches("\\d{1,18}")) {
      throw Refused.because(
          BucketError.INVALID_ARGUMENT, "Expected a number for Content-Length but was " + header);
    }
    return Long.parseLong(header);
  }

  /** Refuses a body that is announced as too large, before any of it is read. */
  void checkAnnounced(ByteSize largest) {
    if (announced.filter(length -> length > largest.bytes()).isPresent()) {
      throw Refused.because(BucketError.ENTITY_TOO_LARGE);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int n;
    try {
      n = in.read(buffer, offset, length);
    } catch (IOException e) {
      throw Refused.because(BucketError.INCOMPLETE_BODY);
    }
    received += Math.max(n, 0);
    if (n < 0 && announced.isPresent() && announced.get() != received) {
      throw Refused.because(BucketError.INCOMPLETE_BODY);
    }
    return n;
  }

  /**
   * Reads a small body whole and holds it against its {@code Content-MD5}.
   *
   * @param tooLarge the refusal of a body with more bytes than that
   */
  byte[] readSmall(int most, BucketError tooLarge) throws IOException {
    byte[] bytes = readNBytes(most + 1);
    if (bytes.length > most) {
      throw Refused.because(tooLarge);
    }
    checkMd5(HexFormat.of().formatHex(ObjectFile.md5().digest(bytes)));
    return bytes;
  }

  /** Refuses a body whose MD5, in hexadecimal, is not the one its sender told. */
  void checkMd5(String actual) {
    if (announcedMd5.isPresent()
        && !Digests.same(hex(announcedMd5.get()), actual.toLowerCase(Locale.ROOT))) {
      throw Refused.because(BucketError.INVALID_DIGEST);
    }
  }

  private static String hex(String base64) {
    try {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(base64.trim()));
    } catch (IllegalArgumentException e) {
      throw Refused.because(BucketError.INVALID_DIGEST);
    }
  }
}
