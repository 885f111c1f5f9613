package darkroom.photo;

import java.io.IOException;

/** What is asked for lies past the end of the file, or past what may be read of its header. */
final class OutOfReach extends IOException {
  private static final long serialVersionUID = 1;

  /** What lies in between. */
  enum Obstacle {
    FILE_END,
    READ_BOUND
  }

  private final Obstacle obstacle;

  OutOfReach(Obstacle obstacle) {
    super(obstacle.name());
    this.obstacle = obstacle;
  }

  Obstacle obstacle() {
    return obstacle;
  }
}
