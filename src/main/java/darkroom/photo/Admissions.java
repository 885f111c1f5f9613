package darkroom.photo;

import darkroom.action.Action;
import darkroom.action.Action.Group;
import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.FitMode;
import darkroom.photo.Admission.Admitted;
import darkroom.photo.Admission.Fits;
import darkroom.photo.Admission.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges photos by their headers, before anything is paid. */
public final class Admissions {
  /**
   * The most pixels that are decoded, 600 MB in memory: more than a 150-megapixel camera makes,
   * less than what a small file can claim to hold.
   */
  public static final long MOST_PIXELS = 200_000_000;

  /** The largest file that is read into memory: {@link #MOST_PIXELS} fit into it uncompressed. */
  public static final ByteSize MOST_BYTES = ByteSize.megabytes("1024");

  private static final int PLAIN_BIT_DEPTH = 8;

  private Admissions() {}

  /**
   * The verdict under every limit of every action at once.
   *
   * @param bytes the size of the file
   * @param mode whether a photo that an action does not take as it is may be made to fit
   */
  public static Admission admit(
      PhotoHeader header, ByteSize bytes, List<Action> actions, FitMode mode) {
    return switch (mode) {
      case SHRINK, PAD -> fitting(header, bytes, actions);
      case REJECT, SKIP -> asItIs(header, bytes, actions);
    };
  }

  private static Admission asItIs(PhotoHeader header, ByteSize bytes, List<Action> actions) {
    Size stored = new Size(header.width(), header.height());
    return Stream.of(
            Breach.ofMin(stored, actions),
            Breach.ofOthers(header, stored, bytes, actions),
            several(header).stream().toList(),
            Breach.ofPixels(header).stream().toList())
        .flatMap(List::stream)
        .findFirst()
        .<Admission>map(Admissions::rejected)
        .orElseGet(Admitted::new);
  }

  private static Admission fitting(PhotoHeader header, ByteSize bytes, List<Action> actions) {
    Size upright = new Size(header.uprightWidth(), header.uprightHeight());
    Optional<Breach> hopeless =
        Breach.ofPixels(header)
            .or(() -> Breach.ofFile(bytes))
            .or(() -> Breach.ofMin(upright, actions).stream().findFirst())
            .or(() -> tooSmallOnceShrunk(upright, actions));
    if (hopeless.isPresent()) {
      return rejected(hopeless.get());
    }
    List<String> reasons = new ArrayList<>();
    Breach.ofOthers(header, upright, bytes, actions).forEach(b -> reasons.add(b.message()));
    several(header).ifPresent(b -> reasons.add(b.message()));
    if (header.orientation() != Orientation.UPRIGHT) {
      reasons.add(
          "Expected upright pixels but was EXIF orientation " + header.orientation().exif());
    }
    if (actions.stream().anyMatch(a -> a.group() == Group.SCORING)) {
      reasons.addAll(notPlain(header));
    }
    return reasons.isEmpty() ? new Admitted() : new Fits(reasons);
  }

  /** A panorama may become too low by becoming narrow enough. */
  private static Optional<Breach> tooSmallOnceShrunk(Size upright, List<Action> actions) {
    Size shrunk = upright.shrunkInto(Limits.of(actions).max());
    return Breach.ofMin(shrunk, actions).stream()
        .findFirst()
        .map(b -> new Breach(b.code(), b.message() + " once shrunk from " + upright));
  }

  private static Optional<Breach> several(PhotoHeader header) {
    return header.frames() == Frames.ONE
        ? Optional.empty()
        : Optional.of(
            new Breach(
                "Animated", "Expected one frame but was an animation or a file of several pages"));
  }

  /** A score is a fact about plain pixels, not about how a service drops what is more. */
  private static List<String> notPlain(PhotoHeader header) {
    List<String> reasons = new ArrayList<>();
    if (header.hasAlpha() || header.channels() == Channels.CMYK) {
      reasons.add("Expected opaque RGB or grey to score but was " + header.channels());
    }
    if (header.bitDepth() > PLAIN_BIT_DEPTH) {
      reasons.add("Expected at most 8 bits per channel to score but was " + header.bitDepth());
    }
    return reasons;
  }

  private static Rejected rejected(Breach breach) {
    return new Rejected(breach.code(), breach.message());
  }
}
