package darkroom.photo;

import darkroom.action.Action;
import darkroom.action.Bound;
import darkroom.action.ByteLimit;
import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.action.SizeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One limit of an action that a photo breaks, and how a person is told. */
record Breach(String code, String message) {
  private static final String CHANNELS = "ChannelsNotAccepted";

  /** The lower limits that a size breaks. */
  static List<Breach> ofMin(Size size, List<Action> actions) {
    List<Breach> breaches = new ArrayList<>();
    for (Action action : actions) {
      Optional<SizeLimit> min = action.input().min();
      if (min.isPresent() && !smallest(min.get()).within(size)) {
        String bound = min.get().bound() == Bound.INCLUSIVE ? "of at least " : "over ";
        breaches.add(
            of("TooSmall", "width and height " + bound + min.get(), action, size.toString()));
      }
    }
    return breaches;
  }

  /** More pixels than are decoded, whatever the action. */
  static Optional<Breach> ofPixels(PhotoHeader header) {
    String was = header.width() + "x" + header.height();
    return header.pixels() <= Admissions.MOST_PIXELS
        ? Optional.empty()
        : Optional.of(
            new Breach(
                "TooManyPixels",
                "Expected at most " + Admissions.MOST_PIXELS + " pixels to decode but was " + was));
  }

  static Optional<Breach> ofFile(ByteSize bytes) {
    return bytes.compareTo(Admissions.MOST_BYTES) <= 0
        ? Optional.empty()
        : Optional.of(
            new Breach(
                "TooManyBytes",
                "Expected a file of at most " + Admissions.MOST_BYTES + " but was " + bytes));
  }

  /** What an action does not take but a fit can mend, by action. */
  static List<Breach> ofOthers(
      PhotoHeader header, Size size, ByteSize bytes, List<Action> actions) {
    List<Breach> breaches = new ArrayList<>();
    for (Action action : actions) {
      action.input().max().flatMap(max -> ofMax(max, action, size)).ifPresent(breaches::add);
      ofFormat(action, header.format()).ifPresent(breaches::add);
      ofChannels(action, header.channels()).ifPresent(breaches::add);
      action.input().bytes().flatMap(b -> ofBytes(b, action, bytes)).ifPresent(breaches::add);
    }
    return breaches;
  }

  /**
   * Pixels that an action does not say it takes: other channels than it lists, ink, and alpha where
   * it does not list that, since what a service does with it then is not known.
   */
  static List<Breach> ofChannels(PhotoHeader header, List<Action> actions) {
    Channels channels = header.channels();
    List<Breach> breaches = new ArrayList<>();
    for (Action action : actions) {
      boolean unsaid = action.input().channels().isEmpty();
      if (unsaid && (header.hasAlpha() || channels == Channels.CMYK)) {
        breaches.add(of(CHANNELS, "opaque RGB or grey", action, channels.toString()));
      } else {
        ofChannels(action, channels).ifPresent(breaches::add);
      }
    }
    return breaches;
  }

  boolean isOfChannels() {
    return code.equals(CHANNELS);
  }

  private static Optional<Breach> ofMax(SizeLimit max, Action action, Size size) {
    String bound = max.bound() == Bound.INCLUSIVE ? "of at most " : "under ";
    return size.within(largest(max))
        ? Optional.empty()
        : Optional.of(of("TooLarge", "width and height " + bound + max, action, size.toString()));
  }

  private static Optional<Breach> ofFormat(Action action, ImageFormat format) {
    Set<ImageFormat> formats = action.input().formats();
    return formats.isEmpty() || formats.contains(format)
        ? Optional.empty()
        : Optional.of(of("FormatNotAccepted", oneOf(formats), action, format.toString()));
  }

  private static Optional<Breach> ofChannels(Action action, Channels channels) {
    Set<Channels> accepted = action.input().channels();
    return accepted.isEmpty() || accepted.contains(channels)
        ? Optional.empty()
        : Optional.of(of(CHANNELS, oneOf(accepted), action, channels.toString()));
  }

  private static Optional<Breach> ofBytes(ByteLimit limit, Action action, ByteSize bytes) {
    String bound = limit.bound() == Bound.INCLUSIVE ? "at most " : "under ";
    return limit.admits(bytes)
        ? Optional.empty()
        : Optional.of(
            of(
                "TooManyBytes",
                "a file of " + bound + limit.size().bytes() + " bytes",
                action,
                String.valueOf(bytes.bytes())));
  }

  private static Breach of(String code, String expected, Action action, String was) {
    return new Breach(code, "Expected " + expected + " for " + action.name() + " but was " + was);
  }

  private static Size smallest(SizeLimit limit) {
    return new Size(limit.smallest().width(), limit.smallest().height());
  }

  private static Size largest(SizeLimit limit) {
    return new Size(limit.largest().width(), limit.largest().height());
  }

  private static String oneOf(Set<?> values) {
    List<String> names = values.stream().map(Object::toString).toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
