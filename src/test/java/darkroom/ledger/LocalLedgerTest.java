package darkroom.ledger;

import static darkroom.ledger.Entries.NOON;
import static darkroom.ledger.Entries.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void keepsResultsByTheirContent() {
    Ledger ledger = Ledger.in("oss://b/ledger/");

    assertThat(ledger.resultLocation("sha256:0123456789ab", "jpg"))
        .isEqualTo("oss://b/ledger/results/01/0123456789ab.jpg");
    assertThat(ledger.resultLocation("etag:../../secret", "png"))
        .matches("oss://b/ledger/results/([0-9a-f]{2})/\\1[0-9a-f]{62}\\.png");
  }

  @Test
  void wantsFolder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ledger.in("oss://b/ledger"))
        .withMessage("Expected a ledger's folder that ends in / but was oss://b/ledger");
  }
}
