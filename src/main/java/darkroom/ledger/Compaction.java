package darkroom.ledger;

import java.util.Optional;

/**
 * What became of a share's objects.
 *
 * @param segment the one that holds all of the share now; empty where nothing was done
 * @param entries in it
 * @param deleted objects that it stands for
 */
public record Compaction(int share, Optional<String> segment, int entries, int deleted) {
  static Compaction none(int share) {
    return new Compaction(share, Optional.empty(), 0, 0);
  }
}
