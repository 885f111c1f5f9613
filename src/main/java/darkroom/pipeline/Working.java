package darkroom.pipeline;

import darkroom.action.ByteSize;
import darkroom.photo.Identity;
import darkroom.photo.PhotoHeader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The picture that a photo is at some place of its way: the file of the manifest, or what a step
 * made of it.
 *
 * @param location where its bytes are kept
 * @param link where the service itself can read it for a while, as it has just made it
 */
record Working(
    String location, Identity identity, ByteSize bytes, PhotoHeader header, Optional<Link> link) {

  /** A temporary link to a result. */
  record Link(URI url, Instant until) {
    /** A link is passed on for half its life: a call may wait for its turn, and be retried. */
    static Link of(URI url, Instant came, Duration lifetime) {
      return new Link(url, came.plus(lifetime.dividedBy(2)));
    }

    boolean isFresh(Instant now) {
      return now.isBefore(until);
    }
  }

  static Working of(InspectedPhoto photo) {
    return new Working(
        photo.photo().location(),
        photo.identity(),
        photo.bytes(),
        photo.header(),
        Optional.empty());
  }

  Working withoutLink() {
    return new Working(location, identity, bytes, header, Optional.empty());
  }

  Outcome.PixelSize size() {
    return new Outcome.PixelSize(header.uprightWidth(), header.uprightHeight());
  }
}
