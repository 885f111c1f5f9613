package darkroom.studio.bucket;

import java.time.Instant;

/**
 * An object that the store holds, without its content.
 *
 * @param size in bytes
 * @param digest the ETag without quotes: the content's MD5 in capitals, or one of the parts' MD5s
 * @param crc64 the CRC-64 of the content, an unsigned number
 */
public record StoredObject(
    String key,
    long size,
    String digest,
    long crc64,
    Instant lastModified,
    ObjectKind kind,
    ObjectMetadata metadata) {

  /** The ETag as headers and listings write it. */
  public String etag() {
    return '"' + digest + '"';
  }

  public String crc64Text() {
    return Long.toUnsignedString(crc64);
  }
}
