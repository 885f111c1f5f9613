package darkroom.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Money;
import darkroom.report.ProgressPrinter.Display;
import darkroom.report.Ticker.Ticking;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private final Progress progress = Progress.of("printed-run");
  private final VirtualTicker ticker = new VirtualTicker();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    progress.close();
  }

  @Test
  void printsAPlainLineEveryTenSeconds() {
    progress.expect(2000);
    try (Ticking printing = printer(Display.LINES).start()) {
      ticker.advance(Duration.ofSeconds(9));
      assertThat(printed()).isEmpty();
      done(310);
      fail(2);
      progress.spent(Money.cny("1.87"));
      ticker.advance(Duration.ofSeconds(1));
      done(481);
      ticker.advance(Duration.ofSeconds(10));
    }
    assertThat(printed())
        .isEqualTo(
            """
            score-photos  312/2000 photos  31.2/s  2 failed  1.87 CNY  eta 0:55
            score-photos  793/2000 photos  48.1/s  2 failed  1.87 CNY  eta 0:26
            score-photos  793/2000 photos  39.7/s  2 failed  1.87 CNY  in 0:20
            """);
  }

  @Test
  void saysWhatItWaitsForOnceAllPhotosAreThrough() {
    progress.expect(2);
    done(2);
    try (Ticking printing = printer(Display.LINES).start()) {
      ticker.advance(Duration.ofSeconds(10));
    }
    assertThat(printed().lines().findFirst())
        .contains("score-photos  2/2 photos  0.0/s  0 failed  0 CNY  writing tables");
  }

  @Test
  void printsAsOftenAsItIsTold() {
    try (Ticking printing =
        printer(Display.LINES).withLineInterval(Duration.ofMinutes(1)).start()) {
      ticker.advance(Duration.ofSeconds(179));
      assertThat(printed().lines()).hasSize(2);
    }
  }

  @Test
  void rewritesOneLineFourTimesASecondOnATerminal() {
    progress.expect(10);
    try (Ticking printing = printer(Display.TERMINAL).start()) {
      done(1);
      ticker.advance(Duration.ofMillis(250));
      done(9);
      ticker.advance(Duration.ofMillis(250));
    }
    assertThat(printed())
        .isEqualTo(
            "\rscore-photos  1/10 photos  4.0/s  0 failed  0 CNY  eta 0:03"
                + "\rscore-photos  10/10 photos  20.0/s  0 failed  0 CNY  writing tables"
                + "\rscore-photos  10/10 photos  20.0/s  0 failed  0 CNY  in 0:01       \n");
  }

  @Test
  void tellsNoEndWhereNoneIsKnown() {
    done(1);
    try (Ticking printing = printer(Display.LINES).start()) {
      ticker.advance(Duration.ofSeconds(10));
      done(5);
      ticker.advance(Duration.ofSeconds(10));
    }
    assertThat(printed().lines().limit(2))
        .containsExactly(
            "score-photos  1 photo  0.0/s  0 failed  0 CNY",
            "score-photos  6 photos  0.5/s  0 failed  0 CNY");
  }

  @Test
  void tellsWhatIsRejectedAndThrottledWhereAnyIs() {
    progress.photoRejected();
    progress.callsThrottled(2);
    try (Ticking printing = printer(Display.LINES).start()) {
      ticker.advance(Duration.ofSeconds(10));
    }
    assertThat(printed().lines().findFirst())
        .contains("score-photos  1 photo  0.0/s  0 failed  1 rejected  2 throttled  0 CNY");
  }

  @Test
  void followsTheRecentRateNotTheWholeRuns() {
    progress.expect(1_000_000);
    try (Ticking printing = printer(Display.TERMINAL).withColumns(200).start()) {
      ticker.advance(Duration.ofMinutes(10));
      for (int second = 0; second < 20; second++) {
        done(100);
        ticker.advance(Duration.ofSeconds(1));
      }
    }
    List<String> lines = List.of(printed().split("\r", -1));
    assertThat(lines.get(lines.size() - 2))
        .isEqualTo("score-photos  2000/1000000 photos  100.0/s  0 failed  0 CNY  eta 2:46:20");
  }

  @Test
  void saysThatTheRunWasStopped() {
    try (Ticking printing = printer(Display.LINES).start()) {
      ticker.advance(Duration.ofMillis(2500));
      progress.stop(Progress.Cause.SETUP, "The access key is unknown.");
    }
    assertThat(printed())
        .isEqualTo("score-photos  0 photos  0.0/s  0 failed  0 CNY  stopped after 0:03\n");
  }

  @Test
  void cutsTheLineToTheTerminal() {
    try (Ticking printing = printer(Display.TERMINAL).withColumns(20).start()) {
      ticker.advance(Duration.ofMillis(250));
    }
    assertThat(printed()).isEqualTo("\rscore-photos  0 pho\rscore-photos  0 pho\n");
  }

  @Test
  void countsChineseCharactersAsTwoColumns() {
    ProgressPrinter chinese =
        ProgressPrinter.of("\u7167\u7247\u8bc4\u5206", progress)
            .withOutput(new PrintStream(printed, true, UTF_8), Display.TERMINAL)
            .withTicker(ticker);
    chinese.withColumns(7).start().close();
    chinese.withColumns(8).start().close();
    assertThat(printed()).isEqualTo("\r\u7167\u7247\u8bc4\n\r\u7167\u7247\u8bc4\n");
  }

  @Test
  void endsOnceAndPrintsNothingAfterwards() {
    Ticking printing = printer(Display.LINES).start();
    printing.close();
    printing.close();
    ticker.runLate();

    assertThat(ticker.isTicking()).isFalse();
    assertThat(printed()).isEqualTo("score-photos  0 photos  0.0/s  0 failed  0 CNY  in 0:00\n");
  }

  @Test
  void goesOnWhereTheOutputIsBroken() {
    PrintStream closed = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    closed.close();
    try (Ticking printing = printer(Display.LINES).withOutput(closed, Display.LINES).start()) {
      ticker.advance(Duration.ofSeconds(30));
    }
    assertThat(closed.checkError()).isTrue();
  }

  @Test
  void readsTheTerminalsWidthFromItsEnvironment() {
    assertThat(ProgressPrinter.columns(Map.of("COLUMNS", "132"))).isEqualTo(132);
    assertThat(ProgressPrinter.columns(Map.of())).isEqualTo(80);
    assertThat(ProgressPrinter.columns(Map.of("COLUMNS", "0"))).isEqualTo(80);
    assertThat(ProgressPrinter.columns(Map.of("COLUMNS", "wide"))).isEqualTo(80);
  }

  @Test
  void theMachinesTickerTicksUntilClosed() throws InterruptedException {
    CountDownLatch ticks = new CountDownLatch(3);
    Ticker machine = Ticker.system();
    Duration begin = machine.now();
    try (Ticking ticking = machine.every(Duration.ofMillis(2), ticks::countDown)) {
      assertThat(ticks.await(5, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(machine.now().minus(begin)).isGreaterThanOrEqualTo(Duration.ofMillis(6));
  }

  private ProgressPrinter printer(Display display) {
    return ProgressPrinter.of("score-photos", progress)
        .withOutput(new PrintStream(printed, true, UTF_8), display)
        .withTicker(ticker);
  }

  private void done(int photos) {
    IntStream.range(0, photos).forEach(i -> progress.photoDone());
  }

  private void fail(int photos) {
    IntStream.range(0, photos).forEach(i -> progress.photoFailed());
  }

  private String printed() {
    return printed.toString(UTF_8);
  }
}
