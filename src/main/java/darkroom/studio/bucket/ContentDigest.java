package darkroom.studio.bucket;

import java.time.Instant;

/**
 * What is known of a content once it has been read to its end.
 *
 * @param md5 in hexadecimal capitals
 */
record ContentDigest(long size, String md5, long crc64) {

  /** The object that has this content. */
  StoredObject object(String key, Instant lastModified, ObjectKind kind, ObjectMetadata metadata) {
    return new StoredObject(key, size, md5, crc64, lastModified, kind, metadata);
  }
}
