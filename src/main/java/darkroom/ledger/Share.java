package darkroom.ledger;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The objects of one share, in one folder, so that one listing finds them all: an entry in each, or
 * many in a segment.
 */
record Share(int number, String folder) {
  private static final Pattern SINGLE =
      Pattern.compile("[0-9a-f]{64}\\.(paid|job|output)(-[0-9]{1,9})?\\.json");
  private static final Pattern SEGMENT = Pattern.compile("segment-[0-9a-f]{64}\\.jsonl\\.gz");

  /** What an object of the ledger is. */
  enum Form {
    SINGLE,
    SEGMENT
  }

  static Share of(int number, String ledger) {
    return new Share(number, ledger + "calls/" + "%02x".formatted(number) + "/");
  }

  /** Photos of the same content are in the same share, whatever the number of lanes. */
  static int numberOf(String photo) {
    return Fingerprint.of(photo).bytes()[0] & 0xff;
  }

  boolean holds(String photo) {
    return numberOf(photo) == number;
  }

  /**
   * The name of an entry's own object.
   *
   * @param count 1 for the first of a kind and key, 2 for the second fact of the same, and so on
   */
  String single(CallKey key, Class<? extends Entry> kind, int count) {
    String more = count == 1 ? "" : "-" + count;
    return folder + key + "." + word(kind) + more + ".json";
  }

  String segment(String contentHash) {
    return folder + "segment-" + contentHash + ".jsonl.gz";
  }

  /** What an object of this location is, by its name. */
  static Optional<Form> form(String location) {
    String name = location.substring(location.lastIndexOf('/') + 1);
    if (SINGLE.matcher(name).matches()) {
      return Optional.of(Form.SINGLE);
    }
    return SEGMENT.matcher(name).matches() ? Optional.of(Form.SEGMENT) : Optional.empty();
  }

  private static String word(Class<? extends Entry> kind) {
    if (kind == PaidCall.class) {
      return "paid";
    }
    return kind == SubmittedJob.class ? "job" : "output";
  }
}
