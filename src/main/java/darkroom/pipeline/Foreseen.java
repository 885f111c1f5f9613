package darkroom.pipeline;

import darkroom.action.Actions;
import darkroom.action.Channels;
import darkroom.job.Fact;
import darkroom.job.Facts;
import darkroom.job.Truth;
import darkroom.job.When;
import darkroom.ledger.Recalled;
import darkroom.report.Range;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a photo is foreseen to come on its way, before any call is made.
 *
 * @param presence whether it comes so far
 * @param picture what it is now, where the ledger tells
 * @param trace what tells the picture from others
 * @param pixels about so many
 * @param scores by name; empty where it will be known only when it is called for
 * @param unwritten how many pictures are left to be written where the way ends here
 */
record Foreseen(
    RecalledPhoto photo,
    Certainty presence,
    Optional<Working> picture,
    Trace trace,
    Range pixels,
    Map<String, Optional<Double>> scores,
    Range unwritten)
    implements Facts {

  /**
   * What tells a picture from others that are not made yet.
   *
   * @param like where it differs, the pictures are sure to differ
   * @param own where it is the same, the pictures are sure to be the same
   */
  record Trace(String like, String own) {
    static Trace exactly(String name) {
      return new Trace(name, name);
    }

    /** A part of what this tells from others. */
    Trace of(String part) {
      return new Trace(like + " " + part, own + " " + part);
    }
  }

  Foreseen {
    scores = Collections.unmodifiableMap(new TreeMap<>(scores));
  }

  static Foreseen start(RecalledPhoto photo) {
    Working picture = Working.of(photo.photo());
    return new Foreseen(
        photo,
        Certainty.SURE,
        Optional.of(picture),
        Trace.exactly(picture.identity().value()),
        Range.of(picture.header().pixels()),
        Map.of(),
        Range.NONE);
  }

  Photo entry() {
    return photo.photo().photo();
  }

  Recalled recalled() {
    return photo.recalled();
  }

  /** Comes on only if something else does not end it. */
  Foreseen comes(Certainty certainty) {
    return new Foreseen(photo, presence.and(certainty), picture, trace, pixels, scores, unwritten);
  }

  Foreseen scored(String name, Optional<Double> score) {
    Map<String, Optional<Double>> more = new TreeMap<>(scores);
    more.put(name, score);
    return new Foreseen(photo, presence, picture, trace, pixels, more, unwritten);
  }

  /**
   * The photo becomes the first of some pictures.
   *
   * @param toWrite how many pictures are left to be written where the way ends here
   */
  Foreseen becomes(Pictures made, Range toWrite) {
    return new Foreseen(
        photo, presence, made.first(), made.trace(), made.pixels(), scores, toWrite);
  }

  /**
   * The photo may become the first of some pictures. Copies of a photo go the same way where all
   * that conditions can ask of them is the same.
   */
  Foreseen mayBecome(Pictures made, Range toWrite) {
    Trace either =
        new Trace(
            trace.like() + " or " + made.trace().like(),
            trace.own() + " or " + made.trace().own() + " of " + entry().fields());
    return new Foreseen(
        photo,
        presence,
        Optional.empty(),
        either,
        pixels.with(made.pixels()),
        scores,
        unwritten.with(toWrite));
  }

  /** Looks at the pixels of pictures. */
  interface Eyes {
    /** Whether they are grey; empty where they cannot be seen. */
    Optional<Boolean> monochrome(Working picture);
  }

  /** Whether a condition is going to hold; pixels are looked at only where all hangs on them. */
  Certainty meets(When when, Eyes eyes) {
    Truth truth = when.evaluate(this);
    if (truth == Truth.UNKNOWN
        && picture.isPresent()
        && when.names().contains(PhotoFacts.MONOCHROME)) {
      Optional<Fact> seen = eyes.monochrome(picture.get()).map(Fact.Flag::new);
      truth = when.evaluate(name -> name.equals(PhotoFacts.MONOCHROME) ? seen : fact(name));
    }
    return switch (truth) {
      case TRUE -> Certainty.SURE;
      case FALSE -> Certainty.NO;
      // What nothing will tell leaves a condition open for good, which is as if it did not hold.
      case UNKNOWN -> when.names().stream().anyMatch(this::isOpen) ? Certainty.MAYBE : Certainty.NO;
    };
  }

  @Override
  public Optional<Fact> fact(String name) {
    if (scores.containsKey(name)) {
      return scores.get(name).map(Fact.Number::new);
    }
    if (isOpen(name)) {
      return Optional.empty();
    }
    PhotoFacts facts =
        PhotoFacts.of(picture.orElseGet(() -> Working.of(photo.photo())), entry(), List.of());
    return (picture.filter(Foreseen::isGray).isPresent() ? facts.with(true) : facts).fact(name);
  }

  /** Whether a fact will be known later, and is not now. */
  private boolean isOpen(String name) {
    if (scores.containsKey(name)) {
      return scores.get(name).isEmpty();
    }
    if (name.startsWith(PhotoFacts.FIELD) || isScore(name)) {
      return false;
    }
    return picture.isEmpty();
  }

  private static boolean isScore(String name) {
    return Actions.all().stream().anyMatch(a -> a.scoreName().filter(name::equals).isPresent());
  }

  private static boolean isGray(Working picture) {
    Channels channels = picture.header().channels();
    return channels == Channels.GRAY || channels == Channels.GRAY_ALPHA;
  }
}
