package darkroom.ledger;

import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a ledger as it is after compaction, without a file for each entry first. */
public final class CompactedLedger {
  private CompactedLedger() {}

  /** Writes each share's segment into a ledger's folder, whose name ends in a slash. */
  public static void write(String folder, Stream<Entry> entries) throws IOException {
    var shares = entries.collect(Collectors.groupingBy(e -> Ledger.share(e.photo())));
    for (int number : shares.keySet()) {
      List<Entry> merged = Merged.of(shares.get(number));
      Fingerprint content = Fingerprint.of();
      merged.forEach(entry -> content.add(EntryJson.write(entry)));
      String segment = Share.of(number, folder).segment(content.hex());
      WholeFiles.write(segment, StoredObject.segmentOf(merged), "application/gzip");
    }
  }
}
