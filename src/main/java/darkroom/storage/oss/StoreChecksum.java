package darkroom.storage.oss;

import com.aliyun.oss.model.ObjectMetadata;
import darkroom.storage.Checksummed.Checksum;
import darkroom.storage.Checksummed.Crc64;
import darkroom.storage.Checksummed.Md5;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an answer's headers say of an object's content. */
public final class StoreChecksum {
  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");
  private static final String TYPE = "x-oss-object-type";
  private static final String ENCRYPTION = "x-oss-server-side-encryption";
  private static final String CRC64 = "x-oss-hash-crc64ecma";

  private StoreChecksum() {}

  /**
   * Empty where they say nothing that holds for the content alone.
   *
   * @param size of the whole object
   */
  public static Optional<Checksum> of(ObjectMetadata metadata, long size) {
    String etag = metadata.getETag() == null ? "" : metadata.getETag();
    // Only that of an object which was put at once, in the clear, is an MD5 of its content.
    if (header(metadata, TYPE).equals("Normal")
        && header(metadata, ENCRYPTION).isEmpty()
        && MD5.matcher(etag).matches()) {
      return Optional.of(new Md5(etag));
    }
    // Of an answer with a range, too, it is that of the whole object.
    String crc64 = header(metadata, CRC64);
    return crc64.isEmpty()
        ? Optional.empty()
        : Optional.of(new Crc64(Long.parseUnsignedLong(crc64), size));
  }

  private static String header(ObjectMetadata metadata, String name) {
    Object value = metadata.getRawMetadata().get(name);
    return value == null ? "" : value.toString();
  }
}
