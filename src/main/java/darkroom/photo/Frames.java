package darkroom.photo;

/** Whether a file holds one picture or several: an animation, or a TIFF of many pages. */
public enum Frames {
  ONE,
  MANY
}
