package darkroom.studio.bucket;

import java.util.Optional;

/** Whether a write may replace an object that is there. */
public enum Overwrite {
  ALLOWED,
  /** The write is refused as {@code FileAlreadyExists} if the key is taken. */
  FORBIDDEN;

  void check(Optional<StoredObject> present) {
    if (this == FORBIDDEN && present.isPresent()) {
      throw Refused.because(BucketError.FILE_ALREADY_EXISTS);
    }
  }
}
