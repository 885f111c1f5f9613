package darkroom.studio.operation;

import java.util.LinkedHashMap;
import java.util.Map;

/** What each sample is of, marked by hand: a face, a head, a cup, a rocket, a seed head. */
final class Subjects {
  /** Frames in {@link Photos#sample}. */
  static final Map<String, Frame> MARKED = new LinkedHashMap<>();

  static {
    MARKED.put("astronaut.png", new Frame(170, 60, 110, 120));
    MARKED.put("camera.png", new Frame(165, 68, 110, 104));
    MARKED.put("chelsea.png", new Frame(130, 85, 218, 177));
    MARKED.put("coffee.png", new Frame(170, 15, 258, 300));
    MARKED.put("rocket.jpg", new Frame(303, 130, 42, 285));
    MARKED.put("seeding.jpg", new Frame(155, 50, 300, 255));
  }

  private Subjects() {}
}
