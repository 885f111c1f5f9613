package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import darkroom.report.Progress;
import darkroom.report.Progress.Cause;
import darkroom.report.Progress.Stop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Sends signals to this very process. */
class InterruptionTest {
  private final Progress progress = Progress.of("interruption-test");
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final AtomicInteger ended = new AtomicInteger();
  private SignalHandler onCtrlC;
  private SignalHandler onTerminate;

  @BeforeEach
  void standInForTheEnd() {
    onCtrlC = Signal.handle(new Signal("INT"), signal -> ended.incrementAndGet());
    onTerminate = Signal.handle(new Signal("TERM"), signal -> ended.incrementAndGet());
  }

  @AfterEach
  void restore() {
    Signal.handle(new Signal("INT"), onCtrlC);
    Signal.handle(new Signal("TERM"), onTerminate);
    progress.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void theFirstStopsTheRunAndTheSecondEndsTheProgram(String name) {
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (Interruption interruption = Interruption.stopping(progress, err)) {
      Signal.raise(new Signal(name));
      await().until(() -> progress.stopped().isPresent());
      assertThat(progress.stopped()).contains(new Stop(Cause.PERSON, Interruption.REASON));
      assertThat(said.toString(StandardCharsets.UTF_8))
          .isEqualToIgnoringNewLines(
              "Stopping: calls that were sent come to their end. Once more to quit.");
      assertThat(ended).hasValue(0);

      Signal.raise(new Signal(name));
      await().untilAtomic(ended, org.hamcrest.Matchers.equalTo(1));
    }
    Signal.raise(new Signal(name));
    await().untilAtomic(ended, org.hamcrest.Matchers.equalTo(2));
  }
}
