package darkroom.photo;

import darkroom.action.Action;
import darkroom.action.Action.Group;
import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.FitMode;
import darkroom.photo.Admission.Admitted;
import darkroom.photo.Admission.Fits;
import darkroom.photo.Admission.Rejected;
import darkroom.photo.Admission.Skipped;
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
   * The verdict under every limit of every action at once. What an enhancing or editing action is
   * sent is made plain in every mode: upright, opaque, 8-bit sRGB.
   *
   * @param bytes the size of the file
   * @param mode what happens to a photo outside the limits
   */
  public static Admission admit(
      PhotoHeader header, ByteSize bytes, List<Action> actions, FitMode mode) {
    return switch (mode) {
      case SHRINK, PAD -> fitting(header, bytes, actions, mode);
      case REJECT ->
          limit(header, bytes, actions)
              .or(() -> hopeless(header, bytes))
              .<Admission>map(Admissions::rejected)
              .orElseGet(() -> withinLimits(header, actions));
      case SKIP ->
          hopeless(header, bytes)
              .<Admission>map(Admissions::rejected)
              .or(() -> limit(header, bytes, actions).map(b -> new Skipped(b.code(), b.message())))
              .orElseGet(() -> withinLimits(header, actions));
    };
  }

  /** What no mode can mend. */
  private static Optional<Breach> hopeless(PhotoHeader header, ByteSize bytes) {
    return Breach.ofPixels(header).or(() -> Breach.ofFile(bytes));
  }

  /** The first limit that the photo breaks as it is, or upright where it is sent upright. */
  private static Optional<Breach> limit(PhotoHeader header, ByteSize bytes, List<Action> actions) {
    boolean scoring = isScoring(actions);
    Size size =
        scoring
            ? new Size(header.width(), header.height())
            : new Size(header.uprightWidth(), header.uprightHeight());
    return Stream.of(
            Breach.ofMin(size, actions),
            Breach.ofOthers(header, size, bytes, actions),
            several(header).stream().toList())
        .flatMap(List::stream)
        .filter(b -> scoring || !b.isOfChannels())
        .findFirst();
  }

  private static Admission withinLimits(PhotoHeader header, List<Action> actions) {
    List<String> reasons = isScoring(actions) ? List.of() : notPlainFor(header, actions);
    return reasons.isEmpty() ? new Admitted() : new Fits(reasons);
  }

  private static Admission fitting(
      PhotoHeader header, ByteSize bytes, List<Action> actions, FitMode mode) {
    Size upright = new Size(header.uprightWidth(), header.uprightHeight());
    List<Breach> small = Breach.ofMin(upright, actions);
    Optional<Breach> hopeless = hopeless(header, bytes);
    if (mode == FitMode.SHRINK) {
      hopeless =
          hopeless
              .or(() -> small.stream().findFirst())
              .or(() -> tooSmallOnceShrunk(upright, actions));
    }
    if (hopeless.isPresent()) {
      return rejected(hopeless.get());
    }
    boolean scoring = isScoring(actions);
    List<String> reasons = new ArrayList<>();
    small.forEach(b -> reasons.add(b.message()));
    Breach.ofOthers(header, upright, bytes, actions).stream()
        .filter(b -> scoring || !b.isOfChannels())
        .forEach(b -> reasons.add(b.message()));
    several(header).ifPresent(b -> reasons.add(b.message()));
    reasons.addAll(scoring ? notPlainToScore(header) : notPlainFor(header, actions));
    return reasons.isEmpty() ? new Admitted() : new Fits(reasons);
  }

  private static boolean isScoring(List<Action> actions) {
    return actions.stream().anyMatch(a -> a.group() == Group.SCORING);
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
  private static List<String> notPlainToScore(PhotoHeader header) {
    List<String> reasons = new ArrayList<>(notUpright(header));
    if (header.hasAlpha() || header.channels() == Channels.CMYK) {
      reasons.add("Expected opaque RGB or grey to score but was " + header.channels());
    }
    if (header.bitDepth() > PLAIN_BIT_DEPTH) {
      reasons.add("Expected at most 8 bits per channel to score but was " + header.bitDepth());
    }
    reasons.addAll(notSrgb(header));
    return reasons;
  }

  /** What a service would drop or mistake in silence, so that a result would look wrong. */
  private static List<String> notPlainFor(PhotoHeader header, List<Action> actions) {
    List<String> reasons = new ArrayList<>(notUpright(header));
    Breach.ofChannels(header, actions).forEach(b -> reasons.add(b.message()));
    if (header.bitDepth() > PLAIN_BIT_DEPTH) {
      reasons.add("Expected at most 8 bits per channel but was " + header.bitDepth());
    }
    reasons.addAll(notSrgb(header));
    return reasons;
  }

  private static List<String> notUpright(PhotoHeader header) {
    return header.orientation() == Orientation.UPRIGHT
        ? List.of()
        : List.of(
            "Expected upright pixels but was EXIF orientation " + header.orientation().exif());
  }

  private static List<String> notSrgb(PhotoHeader header) {
    return header.profile() == ColorProfile.SRGB
        ? List.of()
        : List.of("Expected colours of sRGB but was another ICC profile");
  }

  private static Rejected rejected(Breach breach) {
    return new Rejected(breach.code(), breach.message());
  }
}
