package darkroom.action;

/** What becomes of a photo's metadata in its results. */
public enum MetadataMode {
  /** It is carried over. */
  KEEP,
  /** None is carried over. */
  STRIP,
  /** It is carried over but for where the photo was taken. */
  KEEP_NO_GPS
}
