package darkroom.report;

import darkroom.report.Progress.Snapshot;
import darkroom.report.Ticker.Ticking;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints a run's progress while it works: on a terminal one line that is rewritten, elsewhere a
 * plain line now and then.
 */
public final class ProgressPrinter {
  private static final Duration REWRITE_INTERVAL = Duration.ofMillis(250);
  private static final Duration RATE_WINDOW = Duration.ofSeconds(10);
  private static final int USUAL_COLUMNS = 80;

  /** Where the progress is shown. */
  public enum Display {
    /** A person's terminal, where a line can be written over. */
    TERMINAL,
    /** A file or a pipe, where each line stays. */
    LINES
  }

  private final String job;
  private final Progress progress;
  private final PrintStream out;
  private final Display display;
  private final int columns;
  private final Duration lineInterval;
  private final Ticker ticker;

  private ProgressPrinter(
      String job,
      Progress progress,
      PrintStream out,
      Display display,
      int columns,
      Duration lineInterval,
      Ticker ticker) {
    this.job = job;
    this.progress = progress;
    this.out = out;
    this.display = display;
    this.columns = columns;
    this.lineInterval = lineInterval;
    this.ticker = ticker;
  }

  /** To standard error, a plain line every ten seconds. */
  public static ProgressPrinter of(String job, Progress progress) {
    return new ProgressPrinter(
        job,
        progress,
        System.err,
        Display.LINES,
        USUAL_COLUMNS,
        Duration.ofSeconds(10),
        Ticker.system());
  }

  public ProgressPrinter withOutput(PrintStream stream, Display kind) {
    return new ProgressPrinter(job, progress, stream, kind, columns, lineInterval, ticker);
  }

  /** How wide a terminal is, where it is one. */
  public ProgressPrinter withColumns(int width) {
    return new ProgressPrinter(job, progress, out, display, width, lineInterval, ticker);
  }

  /** How often a plain line is printed, where it is no terminal. */
  public ProgressPrinter withLineInterval(Duration interval) {
    return new ProgressPrinter(job, progress, out, display, columns, interval, ticker);
  }

  public ProgressPrinter withTicker(Ticker time) {
    return new ProgressPrinter(job, progress, out, display, columns, lineInterval, time);
  }

  /** A terminal's width as its environment's {@code COLUMNS} tells it, else 80. */
  public static int columns(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
  }

  /** Begins to print; closing it prints the last line. */
  public Ticking start() {
    return new Printing(this);
  }

  private static final class Printing implements Ticking {
    private final ProgressPrinter settings;
    private final Duration begin;
    private final RecentRate recent = new RecentRate(RATE_WINDOW);
    private final Ticking ticking;
    private boolean open = true;
    private int drawn;

    Printing(ProgressPrinter settings) {
      this.settings = settings;
      this.begin = settings.ticker.now();
      recent.add(begin, settings.progress.snapshot().finished());
      this.ticking = settings.ticker.every(interval(settings), this::tick);
    }

    private static Duration interval(ProgressPrinter settings) {
      return switch (settings.display) {
        case TERMINAL -> REWRITE_INTERVAL;
        case LINES -> settings.lineInterval;
      };
    }

    private synchronized void tick() {
      if (open) {
        Snapshot now = settings.progress.snapshot();
        print(line(now, recent.add(settings.ticker.now(), now.finished())), "");
      }
    }

    @Override
    public synchronized void close() {
      if (open) {
        open = false;
        ticking.close();
        print(lastLine(settings.progress.snapshot()), "\n");
      }
    }

    private String line(Snapshot now, double rate) {
      List<String> parts = parts(now, Figures.rate(rate));
      long left = now.expected().orElse(0) - now.finished();
      if (rate > 0 && left > 0) {
        parts.add("eta " + Figures.clock(Duration.ofMillis(Math.round(left / rate * 1000))));
      } else if (now.finished() > 0 && left == 0) {
        parts.add("writing tables");
      }
      return String.join("  ", parts);
    }

    private String lastLine(Snapshot end) {
      Duration elapsed = settings.ticker.now().minus(begin);
      List<String> parts = parts(end, Figures.rate(end.finished(), elapsed));
      boolean stopped = settings.progress.stopped().isPresent();
      parts.add((stopped ? "stopped after " : "in ") + Figures.clock(elapsed));
      return String.join("  ", parts);
    }

    private List<String> parts(Snapshot now, String rate) {
      List<String> parts = new ArrayList<>();
      parts.add(settings.job);
      parts.add(
          now.expected().isPresent()
              ? now.finished() + "/" + Figures.count(now.expected().getAsLong(), "photo")
              : Figures.count(now.finished(), "photo"));
      parts.add(rate);
      parts.add(now.failed() + " failed");
      if (now.rejected() > 0) {
        parts.add(now.rejected() + " rejected");
      }
      if (now.throttled() > 0) {
        parts.add(now.throttled() + " throttled");
      }
      parts.add(now.cost().toString());
      return parts;
    }

    private void print(String line, String lastEnd) {
      switch (settings.display) {
        case TERMINAL -> {
          // A character in the last column would make some terminals go to the next line.
          String cut = DisplayWidth.cut(line, settings.columns - 1);
          settings.out.print("\r" + DisplayWidth.padRight(cut, drawn) + lastEnd);
          drawn = DisplayWidth.of(cut);
        }
        case LINES -> settings.out.print(line + "\n");
      }
      settings.out.flush();
    }
  }
}
