package darkroom.studio.operation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Frames of usual shapes and sizes laid over a photo, in the places of its map. */
final class CropFrames {
  /** Width to height; the photo's own shape comes before these. */
  private static final double[] SHAPES = {
    1, 4 / 3.0, 3 / 4.0, 3 / 2.0, 2 / 3.0, 16 / 9.0, 9 / 16.0
  };

  /** The side of a frame against the largest of its shape. */
  private static final double[] SIZES = {1, 0.9, 0.8, 0.7, 0.6, 0.5};

  /** How many places a frame is tried at along a side where it has room. */
  private static final int STEPS = 6;

  /** The room around a subject that still belongs to it, in its sides. */
  private static final double AIR = 0.04;

  private static final int LEAST_SIDE = 8;

  private final Frame bounds;
  private final Frame subject;
  private final Set<Frame> frames = new LinkedHashSet<>();

  CropFrames(Frame photo, SaliencyMap map, Frame subject) {
    this.bounds = new Frame(0, 0, map.width(), map.height());
    double scaleX = (double) map.width() / photo.width();
    double scaleY = (double) map.height() / photo.height();
    this.subject = subject.scaled(scaleX, scaleY, bounds).grown(AIR, bounds);
    add((double) photo.width() / photo.height());
    for (double shape : SHAPES) {
      add(shape);
    }
  }

  /** Those with the whole subject inside; the whole photo is always among them. */
  List<Frame> whole() {
    return frames.stream().filter(f -> f.holds(subject)).toList();
  }

  List<Frame> cutting() {
    return frames.stream().filter(f -> !f.holds(subject)).toList();
  }

  private void add(double shape) {
    for (double size : SIZES) {
      int width = (int) Math.round(size * Math.min(bounds.width(), bounds.height() * shape));
      int height = (int) Math.round(size * Math.min(bounds.height(), bounds.width() / shape));
      if (width >= Math.min(LEAST_SIDE, bounds.width())
          && height >= Math.min(LEAST_SIDE, bounds.height())) {
        add(Math.max(1, width), Math.max(1, height));
      }
    }
  }

  private void add(int width, int height) {
    int roomX = bounds.width() - width;
    int roomY = bounds.height() - height;
    int stepsX = Math.min(roomX, STEPS);
    int stepsY = Math.min(roomY, STEPS);
    for (int i = 0; i <= stepsX; i++) {
      for (int j = 0; j <= stepsY; j++) {
        int x = stepsX == 0 ? 0 : (int) Math.round((double) i * roomX / stepsX);
        int y = stepsY == 0 ? 0 : (int) Math.round((double) j * roomY / stepsY);
        frames.add(new Frame(x, y, width, height));
      }
    }
  }
}
