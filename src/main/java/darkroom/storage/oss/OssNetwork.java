package darkroom.storage.oss;

/** Which of a region's endpoints is used. */
public enum OssNetwork {
  PUBLIC,
  /** Reached from the region's own virtual networks only, where traffic costs nothing. */
  INTERNAL
}
