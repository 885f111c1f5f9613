package darkroom.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.job.CropStep;
import darkroom.ledger.CallKey;
import darkroom.ledger.PaidCall;
import darkroom.pipeline.Outcome.PixelSize;
import java.util.ArrayList;
import java.util.List;

/** The boxes to cut out of a picture, the best first. */
record Boxes(List<Box> boxes) {
  /** Of the answer that holds them. */
  static final String FIELD = "Elements";

  /** A box in the pixels of the upright picture. */
  record Box(int minX, int minY, int maxX, int maxY) {
    @Override
    public String toString() {
      return minX + "," + minY + "," + maxX + "," + maxY;
    }
  }

  Boxes {
    boxes = List.copyOf(boxes);
  }

  /** The best boxes, brought from the pixels of what was sent to those of the picture. */
  static Boxes of(CropStep step, PaidCall found, Working picture) {
    PixelSize size = picture.size();
    double across = (double) size.width() / found.width();
    double down = (double) size.height() / found.height();
    List<Box> boxes = new ArrayList<>();
    for (JsonNode box : Answers.of(found).path(FIELD)) {
      if (boxes.size() < step.best()) {
        boxes.add(
            new Box(
                (int) Math.round(box.path("MinX").asDouble() * across),
                (int) Math.round(box.path("MinY").asDouble() * down),
                (int) Math.min(size.width(), Math.round(box.path("MaxX").asDouble() * across)),
                (int) Math.min(size.height(), Math.round(box.path("MaxY").asDouble() * down))));
      }
    }
    return new Boxes(boxes);
  }

  /** What the pieces are called in the ledger. */
  CallKey key(Working picture) {
    return CallKey.ofCut(picture.identity().value(), boxes.toString());
  }
}
