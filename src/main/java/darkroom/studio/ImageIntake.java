package darkroom.studio;

import static darkroom.action.ApiError.INVALID_IMAGE_CONTENT;
import static darkroom.action.ApiError.INVALID_IMAGE_RESOLUTION;
import static darkroom.action.ApiError.INVALID_IMAGE_URL;
import static darkroom.action.ApiError.INVALID_PARAMETER_TOO_LARGE;

import darkroom.action.Action;
import darkroom.action.Bound;
import darkroom.action.ByteLimit;
import darkroom.action.ByteSize;
import darkroom.action.ImageFormat;
import darkroom.action.InputLimits;
import darkroom.action.Parameter;
import darkroom.action.SizeLimit;
import darkroom.photo.HeaderReading;
import darkroom.photo.PhotoHeader;
import darkroom.photo.PhotoHeaders;
import darkroom.studio.ImageSource.Fetched;
import darkroom.studio.ImageSource.Image;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fetches the images of a request and holds them to the action's limits, none decoded. */
final class ImageIntake {
  /** What an image may be in a request. */
  enum Role {
    /** The photo being processed, to which the action's limits on size apply. */
    SUBJECT,
    /** A mask, a logo, a reference. */
    OTHER
  }

  /** An image within the limits, and how many pixels it says it has. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Taken(byte[] bytes, long pixels) implements Intake {}

  /** An image to be worked on, or why it is not. */
  sealed interface Intake permits Taken, Refusal {}

  /** Huffman codes spend at least a bit on each block of 8x8. */
  private static final long MOST_JPEG_PIXELS_A_BYTE = 8L * 64;

  // No action of the manual admits more: RecolorHDImage ends below 10000x10000.
  private static final long MOST_PIXELS = 10_000L * 10_000L;
  private static final ByteLimit MOST_BYTES =
      new ByteLimit(ByteSize.megabytes("20"), Bound.INCLUSIVE);

  private final ImageSource source;

  ImageIntake(ImageSource source) {
    this.source = source;
  }

  /** The image behind a link, within the action's limits, or why it is not taken. */
  Intake take(Action action, Parameter parameter, Role role, String link) {
    String where = action + "." + parameter.name();
    Optional<URI> uri = uri(link);
    if (uri.isEmpty()) {
      return Refusal.expected(
          INVALID_IMAGE_URL, "an http or https link in ASCII", where, link.replaceAll("\\?.*", ""));
    }
    ByteLimit limit = action.input().bytes().orElse(MOST_BYTES);
    Fetched fetched = source.fetch(uri.get(), limit.largest());
    if (!(fetched instanceof Image image)) {
      return tooLarge(fetched)
          ? Refusal.expected(INVALID_PARAMETER_TOO_LARGE, limit.toString(), where, "larger")
          : (Refusal) fetched;
    }
    HeaderReading reading = PhotoHeaders.read(image.bytes());
    if (reading instanceof HeaderReading.Unreadable unreadable) {
      return new Refusal(INVALID_IMAGE_CONTENT, unreadable.message() + " (" + where + ")");
    }
    PhotoHeader header = ((HeaderReading.Readable) reading).header();
    long pixels = (long) header.width() * header.height();
    return refusal(header, action, where, role)
        .or(() -> hollow(header, pixels, image, where))
        .<Intake>map(r -> r)
        .orElseGet(() -> new Taken(image.bytes(), pixels));
  }

  /** A JPEG that cannot have the pixels it claims, which a decoder would make up. */
  private static Optional<Refusal> hollow(
      PhotoHeader header, long pixels, Image image, String where) {
    return header.format() == ImageFormat.JPEG
            && pixels > MOST_JPEG_PIXELS_A_BYTE * image.bytes().length
        ? Optional.of(
            Refusal.expected(
                INVALID_IMAGE_CONTENT,
                "a whole image",
                where,
                "%d bytes for %dx%d"
                    .formatted(image.bytes().length, header.width(), header.height())))
        : Optional.empty();
  }

  private static boolean tooLarge(Fetched fetched) {
    return fetched instanceof Refusal refusal && refusal.error() == INVALID_PARAMETER_TOO_LARGE;
  }

  private static Optional<Refusal> refusal(
      PhotoHeader header, Action action, String where, Role role) {
    InputLimits limits = action.input();
    if (!limits.formats().contains(header.format())) {
      return Optional.of(
          Refusal.expected(
              INVALID_IMAGE_CONTENT, formats(limits), where, header.format().toString()));
    }
    return sizeExpectation(header, limits, role)
        .map(
            expected ->
                Refusal.expected(
                    INVALID_IMAGE_RESOLUTION,
                    expected,
                    where,
                    header.width() + "x" + header.height()));
  }

  /** The limit that is broken. */
  private static Optional<String> sizeExpectation(
      PhotoHeader header, InputLimits limits, Role role) {
    int width = header.width();
    int height = header.height();
    if (role == Role.SUBJECT) {
      Optional<SizeLimit> least = limits.min().map(SizeLimit::smallest);
      if (least.filter(s -> width < s.width() || height < s.height()).isPresent()) {
        return least.map(s -> "a size of at least " + s);
      }
      Optional<SizeLimit> most = limits.max().map(SizeLimit::largest);
      if (most.filter(s -> width > s.width() || height > s.height()).isPresent()) {
        return most.map(s -> "a size of at most " + s);
      }
    }
    return (long) width * height > MOST_PIXELS
        ? Optional.of("at most " + MOST_PIXELS + " pixels")
        : Optional.empty();
  }

  private static String formats(InputLimits limits) {
    return limits.formats().stream()
        .map(Object::toString)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static Optional<URI> uri(String link) {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(link)) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(link);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      return (http || https) && uri.getHost() != null && uri.getUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
