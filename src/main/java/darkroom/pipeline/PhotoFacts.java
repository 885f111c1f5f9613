package darkroom.pipeline;

import darkroom.job.Fact;
import darkroom.job.Facts;
import darkroom.photo.PhotoHeader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What conditions may ask of a photo at some place of its way.
 *
 * @param monochrome whether its pixels are grey, where they were looked at
 */
record PhotoFacts(
    PhotoHeader header,
    long bytes,
    Map<String, String> fields,
    List<Made> made,
    Optional<Boolean> monochrome)
    implements Facts {
  static final String MONOCHROME = "monochrome";
  static final String FIELD = "field.";
  private static final double MILLION = 1e6;

  static PhotoFacts of(Working picture, Photo photo, List<Made> made) {
    return new PhotoFacts(
        picture.header(), picture.bytes().bytes(), photo.fields(), made, Optional.empty());
  }

  PhotoFacts with(boolean grey) {
    return new PhotoFacts(header, bytes, fields, made, Optional.of(grey));
  }

  @Override
  public Optional<Fact> fact(String name) {
    return switch (name) {
      case "width" -> number(header.uprightWidth());
      case "height" -> number(header.uprightHeight());
      case "megapixels" -> number(header.pixels() / MILLION);
      case "bytes" -> number(bytes);
      case "format" -> text(header.format().extension());
      case "channels" -> text(channels());
      case "orientation" -> number(header.orientation().exif());
      case MONOCHROME -> monochrome.map(Fact.Flag::new);
      default -> name.startsWith(FIELD) ? field(name.substring(FIELD.length())) : score(name);
    };
  }

  private String channels() {
    return switch (header.channels()) {
      case GRAY, GRAY_ALPHA -> "gray";
      case PALETTE, RGB, RGBA, CMYK -> header.channels().name().toLowerCase(Locale.ROOT);
    };
  }

  private Optional<Fact> field(String name) {
    // A row without the field is known not to have it.
    return text(fields.getOrDefault(name, ""));
  }

  private Optional<Fact> score(String name) {
    return made.stream()
        .filter(m -> m.action().scoreName().filter(name::equals).isPresent())
        .flatMap(m -> m.score().stream())
        .reduce((earlier, later) -> later)
        .map(Fact.Number::new);
  }

  private static Optional<Fact> number(double value) {
    return Optional.of(new Fact.Number(value));
  }

  private static Optional<Fact> text(String value) {
    return Optional.of(new Fact.Text(value));
  }
}
