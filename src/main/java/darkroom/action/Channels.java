package darkroom.action;

/** What the pixels of a decoded image are made of. */
public enum Channels {
  GRAY,
  GRAY_ALPHA,
  PALETTE,
  RGB,
  RGBA,
  CMYK
}
