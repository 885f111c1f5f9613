package darkroom.pipeline;

import darkroom.ledger.KeptResult;
import darkroom.ledger.PaidCall;
import darkroom.pipeline.Working.Link;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What asking for the result of a call came to. */
sealed interface Got {

  /**
   * The result is there, and is in the ledger.
   *
   * @param origin where it came from
   * @param links to results that the service has just made, by the location they are kept at
   */
  record Paid(PaidCall call, Made.Origin origin, Map<String, Link> links) implements Got {
    public Paid {
      links = Map.copyOf(links);
    }

    /** The files of one field of the answer, in its order. */
    List<KeptResult> results(String field) {
      return call.results().stream()
          .filter(r -> r.field().equals(field))
          .sorted(Comparator.comparingInt(KeptResult::index))
          .toList();
    }

    Optional<Link> link(KeptResult result) {
      return Optional.ofNullable(links.get(result.location()));
    }
  }

  /** There is none. */
  record Missed(Failure failure) implements Got {}
}
