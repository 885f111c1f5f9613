package darkroom.ledger;

import static darkroom.ledger.Entries.NOON;
import static darkroom.ledger.Entries.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger in a folder of this machine. */
class LocalLedgerTest extends LedgerContract {
  @TempDir Path temporary;

  /** With characters that are patterns elsewhere. */
  @Override
  String newFolder() {
    return temporary + "/job [1]*/\u56fe/ledger/";
  }

  @Test
  void ignoresWhatKilledWriterLeft() throws IOException {
    Ledger ledger = Ledger.in(newFolder());
    ledger.record(Entries.paid("a", "R-1", NOON));
    Path folder = Path.of(newFolder(), "calls/07");
    Files.writeString(folder.resolve(".0f8fad5b-d9cb-469f-a165-70867728950e.part"), "{\"vers");

    assertThat(ledger.recall(SHARE)).hasSize(1);
  }

  @Test
  void keepsResultsByTheirContentInTheirPhotosShare() {
    Ledger ledger = Ledger.in("oss://b/ledger/");

    assertThat(ledger.resultLocation(Entries.PHOTO, "sha256:0123456789ab", "jpg"))
        .isEqualTo("oss://b/ledger/results/07/0123456789ab.jpg");
    assertThat(ledger.resultLocation(Entries.PHOTO, "etag:../../secret", "png"))
        .matches("oss://b/ledger/results/07/[0-9a-f]{64}\\.png");
  }

  @Test
  void findsResultsWhereTheLedgerWasMovedTo() throws IOException {
    String folder = newFolder();
    Ledger ledger = Ledger.in(folder);
    String result = ledger.resultLocation(Entries.PHOTO, "sha256:0123456789ab", "jpg");
    WholeFiles.write(result, new byte[] {1}, "image/jpeg");
    ledger.record(Entries.paid("a", "R-1", NOON).withLocations(l -> result));
    Path moved = Path.of(folder).resolveSibling("moved-" + UUID.randomUUID());
    Files.move(Path.of(folder), moved);

    assertThat(Ledger.in(moved + "/").usable(SHARE))
        .containsExactly(
            Entries.paid("a", "R-1", NOON)
                .withLocations(l -> moved + "/results/07/0123456789ab.jpg"));
  }

  @Test
  void makesNothingOfACallWhoseResultIsGone() throws IOException {
    Ledger ledger = Ledger.in(newFolder());
    String result = ledger.resultLocation(Entries.PHOTO, "sha256:0123456789ab", "jpg");
    WholeFiles.write(result, new byte[] {1}, "image/jpeg");
    PaidCall call = Entries.paid("a", "R-1", NOON).withLocations(l -> result);
    ledger.record(call);
    assertThat(ledger.usable(SHARE)).containsExactly(call);
    assertThat(ledger.find(call.photo(), call.key(), PaidCall.class)).contains(call);

    WholeFiles.delete(List.of(result));

    assertThat(ledger.usable(SHARE)).isEmpty();
    assertThat(ledger.find(call.photo(), call.key(), PaidCall.class)).isEmpty();
    assertThat(ledger.recall(SHARE)).as("it was paid for").containsExactly(call);
  }

  @Test
  void wantsFolder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ledger.in("oss://b/ledger"))
        .withMessage("Expected a ledger's folder that ends in / but was oss://b/ledger");
  }
}
