package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.ImageFormat;
import darkroom.action.ResultField;
import darkroom.action.ResultField.ImageUrls;
import darkroom.action.ResultField.Presence;
import darkroom.action.ResultField.VideoUrl;
import darkroom.report.Range;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a call is expected to give, judged by its arguments: the API's parameters of these names say
 * the same of whatever action has them.
 */
final class ExpectedResult {
  private static final String WIDTH = "Width";
  private static final String HEIGHT = "Height";
  private static final String FACTOR = "UpscaleFactor";
  private static final String COUNT = "ColorCount";

  /** Frames of a short video, each about as large as a JPEG. */
  private static final int VIDEO_FRAMES = 75;

  private static final Range MAYBE_ONE = new Range(0, 1);

  private final SortedMap<String, String> arguments;

  private ExpectedResult(SortedMap<String, String> arguments) {
    this.arguments = arguments;
  }

  static ExpectedResult of(Action action, SortedMap<String, String> given) {
    return new ExpectedResult(action.canonical(given));
  }

  /** How many files a field of the answer leads to. */
  Range count(ResultField field) {
    if (field.presence() == Presence.OPTIONAL) {
      return MAYBE_ONE;
    }
    return field.type() instanceof ImageUrls
        ? new Range(1, Math.max(1, number(COUNT).orElse(1L)))
        : Range.of(1);
  }

  /** The pixels of a result, made of a picture of so many. */
  Range pixels(Range of) {
    Optional<Long> width = number(WIDTH);
    Optional<Long> height = number(HEIGHT);
    if (width.isPresent() && height.isPresent()) {
      return Range.of(width.get() * height.get());
    }
    long factor = number(FACTOR).orElse(1L);
    return of.times(Range.of(factor * factor));
  }

  private Optional<Long> number(String name) {
    return Optional.ofNullable(arguments.get(name)).map(Long::parseLong);
  }

  /** About so many bytes, as photos come out on average. */
  static Range bytes(Range pixels, Optional<ImageFormat> format) {
    double each =
        switch (format.orElse(ImageFormat.PNG)) {
          case JPEG -> 0.4;
          case WEBP -> 0.3;
          case PNG -> 1.6;
          case BMP, TIFF -> 3;
        };
    return new Range((long) (pixels.min() * each), (long) (pixels.max() * each));
  }

  /** About so many bytes of a field's file, where its pictures have so many pixels. */
  static Range bytes(ResultField field, Range pixels) {
    return field.type() instanceof VideoUrl
        ? bytes(pixels, Optional.of(ImageFormat.JPEG)).times(Range.of(VIDEO_FRAMES))
        : bytes(pixels, Optional.empty());
  }
}
