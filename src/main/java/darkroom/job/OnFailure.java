package darkroom.job;

/** What becomes of a photo when a step fails for it. */
public enum OnFailure {
  /** Its way ends here. */
  FAIL,
  /** It goes on unchanged. */
  SKIP
}
