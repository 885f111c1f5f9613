package darkroom.action;

/** What becomes of a photo's transparency in its results. */
public enum AlphaMode {
  /** It is put back where the format can hold it. */
  KEEP,
  /** The result is opaque. */
  FLATTEN
}
