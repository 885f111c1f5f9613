package darkroom.photo;

import java.util.Optional;

/**
 * What a file says beside its pixels.
 *
 * @param xmp as serialized in the file
 * @param icc the whole profile
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Metadata(Optional<Exif> exif, Optional<byte[]> xmp, Optional<byte[]> icc) {
  static Metadata none() {
    return new Metadata(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
