package darkroom.cli;

import darkroom.report.Progress;
import darkroom.report.Progress.Cause;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What Ctrl-C does while a run goes on, and being told to terminate: it is to come to an orderly
 * end; asked a second time, the program ends at once.
 */
final class Interruption implements AutoCloseable {
  static final String REASON =
      "Expected the run to come to its end but it was interrupted; run it again to go on, nothing"
          + " that was paid for is called for again";

  private static final List<Signal> SIGNALS = List.of(new Signal("INT"), new Signal("TERM"));

  private final Progress progress;
  private final PrintStream err;
  private final Map<Signal, SignalHandler> before = new HashMap<>();
  private boolean asked;

  private Interruption(Progress progress, PrintStream err) {
    this.progress = progress;
    this.err = err;
  }

  /** Until it is closed, such a signal stops this run. */
  static Interruption stopping(Progress progress, PrintStream err) {
    Interruption interruption = new Interruption(progress, err);
    interruption.listen();
    return interruption;
  }

  private synchronized void listen() {
    SIGNALS.forEach(signal -> before.put(signal, Signal.handle(signal, this::came)));
  }

  private void came(Signal signal) {
    if (isFirst()) {
      err.println("Stopping: calls that were sent come to their end. Once more to quit.");
      progress.stop(Cause.PERSON, REASON);
    } else {
      handlerBefore(signal).handle(signal);
    }
  }

  private synchronized boolean isFirst() {
    boolean first = !asked;
    asked = true;
    return first;
  }

  private synchronized SignalHandler handlerBefore(Signal signal) {
    return before.get(signal);
  }

  @Override
  public synchronized void close() {
    before.forEach(Signal::handle);
  }
}
