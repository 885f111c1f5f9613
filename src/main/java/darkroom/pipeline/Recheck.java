package darkroom.pipeline;

import darkroom.photo.Identity;
import darkroom.pipeline.ResultKeeper.Kept;
import darkroom.storage.Staging;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Looks whether a photo that the service has just read where it lies is still the one that was
 * inspected; a result of another one must not be found under its name.
 */
final class Recheck {
  private final Staging staging;
  private final Executor storing;

  Recheck(Staging staging, Executor storing) {
    this.staging = staging;
    this.storing = storing;
  }

  /** Why a result cannot be kept, which was paid for; empty where it can. */
  CompletableFuture<Optional<Kept.Lost>> problem(Working photo) {
    return CompletableFuture.supplyAsync(() -> look(photo), storing);
  }

  private Optional<Kept.Lost> look(Working photo) {
    try {
      Optional<Staging.Content> now = staging.content(photo.location());
      return now.isPresent() && isSame(now.get(), photo)
          ? Optional.empty()
          : lost(photo, now.isEmpty() ? "it is gone" : "it was changed");
    } catch (IOException e) {
      // A store that does not answer is far likelier than a photo that was changed this moment, and
      // the result is paid for.
      return Optional.empty();
    }
  }

  /** Of a picture that was read to tell its content the store need not say anything to compare. */
  private static boolean isSame(Staging.Content now, Working photo) {
    Optional<Identity> identity = now.checksum().map(PhotoFile::identity);
    return now.bytes() == photo.bytes().bytes()
        && (photo.identity().comesFromContent()
            || identity.isEmpty()
            || identity.get().equals(photo.identity()));
  }

  private static Optional<Kept.Lost> lost(Working photo, String why) {
    return Optional.of(
        new Kept.Lost(
            "Changed",
            "Expected %s as it was inspected after the service had read it but %s: the call was paid for, and its result is not kept"
                .formatted(photo.location(), why)));
  }
}
