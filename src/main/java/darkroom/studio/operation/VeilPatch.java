package darkroom.studio.operation;

/**
 * A patch that may be a part of a {@link Veil}.
 *
 * @param frame in the picture it was found in
 * @param pixels places, row by row
 * @param veil that its edge looks like
 * @param agreement the share of its edge where the veil makes of the outside what is inside
 * @param edge how long that is, in pixels
 */
record VeilPatch(Frame frame, int[] pixels, Veil veil, double agreement, int edge) {
  /** The same, of a picture of which the one it was found in is a part. */
  VeilPatch within(Frame part, int width) {
    int[] moved = new int[pixels.length];
    for (int i = 0; i < moved.length; i++) {
      int y = pixels[i] / part.width() + part.y();
      moved[i] = y * width + pixels[i] % part.width() + part.x();
    }
    Frame place =
        new Frame(frame.x() + part.x(), frame.y() + part.y(), frame.width(), frame.height());
    return new VeilPatch(place, moved, veil, agreement, edge);
  }
}
