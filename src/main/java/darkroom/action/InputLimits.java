package darkroom.action;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an action takes as its photo.
 *
 * @param formats the encoded formats it reads
 * @param bytes the largest encoded file
 * @param min what width and height must reach
 * @param max what width and height must stay under
 * @param channels what the decoded image must have; empty where the manual says nothing
 * @param traits further facts of the manual
 */
public record InputLimits(
    Set<ImageFormat> formats,
    Optional<ByteLimit> bytes,
    Optional<SizeLimit> min,
    Optional<SizeLimit> max,
    Set<Channels> channels,
    Set<Trait> traits) {

  /** A fact about an action's input beside its numbers. */
  public enum Trait {
    /** The URL must hold no Chinese characters. */
    ASCII_URL,
    /** The service scales a large image down by itself. */
    SERVER_RESCALES
  }

  public InputLimits {
    formats = immutable(formats, ImageFormat.class);
    channels = immutable(channels, Channels.class);
    traits = immutable(traits, Trait.class);
  }

  /** Any of these formats, given by an ASCII URL. */
  static InputLimits of(ImageFormat... formats) {
    return new InputLimits(
        Set.of(formats),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of(Trait.ASCII_URL));
  }

  /** No image at all, for the result query. */
  static InputLimits none() {
    return new InputLimits(
        Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Set.of());
  }

  InputLimits notOver(ByteSize size) {
    return withBytes(new ByteLimit(size, Bound.INCLUSIVE));
  }

  InputLimits under(ByteSize size) {
    return withBytes(new ByteLimit(size, Bound.EXCLUSIVE));
  }

  InputLimits largerThan(int width, int height) {
    return new InputLimits(
        formats,
        bytes,
        Optional.of(new SizeLimit(width, height, Bound.EXCLUSIVE)),
        max,
        channels,
        traits);
  }

  InputLimits smallerThan(int width, int height) {
    return withMax(new SizeLimit(width, height, Bound.EXCLUSIVE));
  }

  InputLimits notLargerThan(int width, int height) {
    return withMax(new SizeLimit(width, height, Bound.INCLUSIVE));
  }

  InputLimits only(Channels... wanted) {
    return new InputLimits(formats, bytes, min, max, Set.of(wanted), traits);
  }

  InputLimits serverRescales() {
    return new InputLimits(
        formats, bytes, min, max, channels, Set.of(Trait.ASCII_URL, Trait.SERVER_RESCALES));
  }

  private InputLimits withBytes(ByteLimit limit) {
    return new InputLimits(formats, Optional.of(limit), min, max, channels, traits);
  }

  private InputLimits withMax(SizeLimit limit) {
    return new InputLimits(formats, bytes, min, Optional.of(limit), channels, traits);
  }

  private static <E extends Enum<E>> Set<E> immutable(Set<E> values, Class<E> type) {
    EnumSet<E> ordered = EnumSet.noneOf(type);
    ordered.addAll(values);
    return Collections.unmodifiableSet(ordered);
  }
}
