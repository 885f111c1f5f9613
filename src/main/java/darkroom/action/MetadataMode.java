package darkroom.action;

/** What becomes of a photo's own metadata in the images that are made of it. */
public enum MetadataMode {
  KEEP,
  STRIP,
  /** Kept, but for where the photo was taken. */
  KEEP_NO_GPS
}
