package darkroom.photo;

/** What to do with a photo that an action does not take as it is. */
public enum FitMode {
  /** Make it conform. */
  SHRINK,
  /** Leave it out. */
  REJECT
}
