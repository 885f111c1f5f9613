package darkroom.pipeline;

import darkroom.action.Action;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which photos a run may make calls for. */
public sealed interface Scope extends Serializable {

  /**
   * What becomes of a photo whose step would need a call that is not to be made; empty where the
   * call may be made.
   */
  Optional<Failure> withheld(Photo photo, String step, Action action);

  /** All photos. */
  record Every() implements Scope {
    @Override
    public Optional<Failure> withheld(Photo photo, String step, Action action) {
      return Optional.empty();
    }
  }

  /**
   * Some photos that failed before; for the others the ledger alone must do, and those that failed
   * fail as they did.
   *
   * @param photos to call for, by {@link #nameOf}
   * @param others how the others failed, by {@link #nameOf}
   */
  record Again(Set<String> photos, Map<String, List<EarlierFailure>> others) implements Scope {
    public Again {
      photos = Set.copyOf(photos);
      others = Map.copyOf(others);
    }

    @Override
    public Optional<Failure> withheld(Photo photo, String step, Action action) {
      String name = nameOf(photo.uri(), photo.id());
      if (photos.contains(name)) {
        return Optional.empty();
      }
      List<EarlierFailure> earlier = others.getOrDefault(name, List.of());
      return earlier.stream()
          .filter(f -> f.isOf(step, action))
          .findFirst()
          .or(() -> earlier.stream().filter(EarlierFailure::endedPhoto).findFirst())
          .map(EarlierFailure::again)
          .or(() -> Optional.of(Stops.notRetried(step, photo).of(action)));
    }
  }

  /** What tells a photo from others in the tables of runs. */
  static String nameOf(String uri, String id) {
    return uri + "\n" + id;
  }
}
