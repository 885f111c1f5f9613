package darkroom.cli;

import darkroom.report.Progress;
import darkroom.report.Progress.Cause;
import java.io.PrintStream;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What Ctrl-C does while a run goes on: it is to come to an orderly end; asked a second time, the
 * program ends at once.
 */
final class Interruption implements AutoCloseable {
  static final String REASON =
      "Expected the run to come to its end but it was interrupted; run it again to go on, nothing"
          + " that was paid for is called for again";

  private static final Signal CTRL_C = new Signal("INT");

  private final SignalHandler before;

  private Interruption(SignalHandler before) {
    this.before = before;
  }

  /** Until it is closed, Ctrl-C stops this run. */
  static Interruption stopping(Progress progress, PrintStream err) {
    SignalHandler[] standard = new SignalHandler[1];
    standard[0] =
        Signal.handle(
            CTRL_C,
            signal -> {
              if (progress.stopped().isPresent()) {
                standard[0].handle(signal);
              } else {
                err.println("Stopping: calls that were sent come to their end. Once more to quit.");
                progress.stop(Cause.PERSON, REASON);
              }
            });
    return new Interruption(standard[0]);
  }

  @Override
  public void close() {
    Signal.handle(CTRL_C, before);
  }
}
