package darkroom.studio.operation;

import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/** Reads from a photo alone what it hides, in one version after the other. */
final class BlindReading {
  private final Mat luma;
  private final MarkReading asMarked;
  private Optional<PilotSearch> search = Optional.empty();

  BlindReading(Mat photo) {
    this.luma = Luma.of(MarkGrid.legible(Frame.whole(photo)).of(photo));
    this.asMarked = BlindMark.reading(luma, Placement.AS_MARKED);
  }

  /** What is hidden in this version. */
  Optional<Hidden> in(MarkVersion version) {
    return asMarked
        .hidden(version)
        .or(
            () -> {
              // Only where a photo was scaled or cropped, or never marked.
              PilotSearch pilots = search.orElseGet(() -> new PilotSearch(luma));
              search = Optional.of(pilots);
              PilotTones tones = new PilotTones(version);
              Placement best = pilots.best(tones);
              Placement unscaled = pilots.unscaled(tones);
              return BlindMark.at(luma, best, version)
                  .or(
                      () ->
                          unscaled.equals(best)
                              ? Optional.empty()
                              : BlindMark.at(luma, unscaled, version));
            });
  }
}
