package darkroom.storage;

import java.util.Optional;

/** A file whose store knows its content without reading it. */
public interface Checksummed {

  /** What the store says of all of a file's content. */
  sealed interface Checksum {}

  /** In hexadecimal digits. */
  record Md5(String hex) implements Checksum {}

  /** The CRC-64 of ECMA-182. */
  record Crc64(long crc64, long length) implements Checksum {}

  /** Empty where the store says nothing that holds for the content alone. */
  Optional<Checksum> checksum();
}
