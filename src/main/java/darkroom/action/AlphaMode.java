package darkroom.action;

/** What becomes of a photo's transparency in the images that are made of it. */
public enum AlphaMode {
  KEEP,
  /** The photo is laid on a background. */
  FLATTEN
}
