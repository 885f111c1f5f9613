package darkroom.ledger;

import static darkroom.ledger.Entries.paid;
import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFiguresTest {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
  private static final Instant LAST_OF_NOVEMBER = Instant.parse("2026-11-30T23:59:59.999Z");
  private static final Instant FIRST_OF_DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

  @Test
  void addsUpByActionMonthAndRun() {
    LedgerFigures figures =
        LedgerFigures.of(
            List.of(
                paid("a", "R-1", "run-1", LAST_OF_NOVEMBER),
                paid("b", "R-2", "run-1", FIRST_OF_DECEMBER),
                paid("c", "R-3", "run-2", FIRST_OF_DECEMBER.plusSeconds(5)),
                Entries.job("d", "J-1", FIRST_OF_DECEMBER),
                Entries.output("/out/a.jpg", "sha256:1", 5, FIRST_OF_DECEMBER)));

    CallFigures one = new CallFigures(1, 2, 1, Money.cny("0.1"));
    CallFigures two = new CallFigures(2, 4, 2, Money.cny("0.2"));
    CallFigures three = new CallFigures(3, 6, 3, Money.cny("0.3"));
    assertThat(figures.actions()).containsOnlyKeys("ColorizeImage");
    assertThat(figures.actions().get("ColorizeImage")).isEqualTo(three);
    assertThat(figures.all()).isEqualTo(three);
    assertThat(figures.months()).containsOnlyKeys(NOVEMBER, DECEMBER);
    assertThat(figures.month(NOVEMBER)).isEqualTo(one);
    assertThat(figures.month(DECEMBER)).isEqualTo(two);
    assertThat(figures.month(YearMonth.of(2027, 1))).isEqualTo(CallFigures.NONE);
    assertThat(figures.actions(DECEMBER)).containsEntry("ColorizeImage", two);
    assertThat(figures.run("run-1")).isEqualTo(two);
    assertThat(figures.run("run-9")).isEqualTo(CallFigures.NONE);
    assertThat(figures.lastRun().orElseThrow())
        .isEqualTo(new RunFigures("run-2", FIRST_OF_DECEMBER.plusSeconds(5), one));
    assertThat(figures.openJobs()).isEqualTo(1);
    assertThat(figures.outputs()).isEqualTo(1);
  }

  @Test
  void addsUpSingleObjectsAndSegmentsOnce(@TempDir Path folder) throws IOException {
    Ledger ledger = Ledger.in(folder + "/");
    ledger.record(paid("a", "R-1", FIRST_OF_DECEMBER));
    ledger.compact(Entries.SHARE);
    ledger.record(paid("a", "R-1", FIRST_OF_DECEMBER.plusSeconds(1)));
    ledger.record(paid("b", "R-2", FIRST_OF_DECEMBER));

    assertThat(LedgerFigures.of(ledger).all().cost()).isEqualTo(Money.cny("0.2"));
  }

  @Test
  void isEmptyForLedgerThatIsNotThere(@TempDir Path folder) throws IOException {
    LedgerFigures figures = LedgerFigures.of(Ledger.in(folder + "/none/"));
    assertThat(figures.all()).isEqualTo(CallFigures.NONE);
    assertThat(figures.lastRun()).isEmpty();
  }
}
