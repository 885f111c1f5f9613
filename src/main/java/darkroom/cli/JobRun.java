package darkroom.cli;

import darkroom.job.Conf;
import darkroom.job.Job;
import darkroom.job.JobProblem;
import darkroom.job.StudioConf;
import darkroom.pipeline.DevelopPhotos;
import darkroom.pipeline.ObjectStorage;
import darkroom.pipeline.RunSettings;
import darkroom.pipeline.Scope;
import darkroom.report.Progress;
import darkroom.report.Progress.Cause;
import darkroom.report.Progress.Stop;
import darkroom.report.ProgressPrinter;
import darkroom.report.Summary;
import darkroom.report.Ticker.Ticking;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** One run of a job, from its checks to its closing words. */
final class JobRun {
  private final Job job;
  private final Conf conf;
  private final PipelineOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private final Photos photos;

  /** Which photos calls are made for. */
  interface Photos {
    /**
     * Finds out, once the job's tables can be read.
     *
     * @throws JobProblem if it cannot be told
     */
    Scope scope(Job job) throws IOException;
  }

  JobRun(
      Job job,
      Conf conf,
      PipelineOptions options,
      PrintStream out,
      PrintStream err,
      Photos photos) {
    this.job = job;
    this.conf = conf;
    this.options = options;
    this.out = out;
    this.err = err;
    this.photos = photos;
  }

  /** A run over all photos. */
  JobRun(Job job, Conf conf, PipelineOptions options, PrintStream out, PrintStream err) {
    this(job, conf, options, out, err, all -> new Scope.Every());
  }

  /**
   * Runs the job and tells its exit code.
   *
   * @throws JobProblem if something is wrong that only a person can mend
   */
  int run() throws IOException {
    Instant started = Instant.now();
    AccessCheck.beforeRun(conf);
    Optional<StudioConf> studio = conf.studio();
    if (studio.isEmpty()) {
      return run(conf, started);
    }
    try (RunningStudio running = RunningStudio.start(studio.get(), conf.staging().bucket())) {
      return run(conf.servedAt(running.endpoint()), started);
    }
  }

  private int run(Conf served, Instant started) throws IOException {
    ObjectStorage.configure(options, served);
    FileSystems.setDefaultPipelineOptions(options);
    Scope scope = photos.scope(job);
    Preflight.check(job, options);
    try (Progress progress = Progress.of(UUID.randomUUID().toString());
        StagedPhotos staged = StagedPhotos.of(served, progress.runId())) {
      runPipeline(
          new RunSettings(job, served, progress.runId(), runner(), started, scope), progress);
      String file = RunSettings.summaryOf(job);
      Summary summary = Results.summary(file);
      out.println(summary.text(file, Results.failures(summary)));
      staged.cleanUp(summary, Results.failures(summary)).ifPresent(err::println);
      Optional<Stop> stopped = progress.stopped();
      stopped.ifPresent(stop -> err.println(stop.reason()));
      return stopped.filter(stop -> stop.cause() == Cause.SETUP).isPresent()
          ? ExitCode.WRONG_SETUP
          : summary.exitCode();
    }
  }

  private void runPipeline(RunSettings settings, Progress progress) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(DevelopPhotos.of(settings));
    ProgressPrinter printer =
        ProgressPrinter.of(job.name(), progress)
            .withOutput(err, display())
            .withColumns(ProgressPrinter.columns(System.getenv()));
    try (Ticking ticking = printer.start();
        Interruption interruption = Interruption.stopping(progress, err)) {
      run(pipeline, "the run");
    }
  }

  /**
   * Runs a pipeline to its end.
   *
   * @param what it is, for messages
   */
  static void run(Pipeline pipeline, String what) {
    try {
      pipeline.run().waitUntilFinish();
    } catch (RuntimeException e) {
      throw new JobProblem("Expected " + what + " to come to its end but it broke off: " + root(e));
    }
  }

  private String runner() {
    return options.getRunner().getSimpleName();
  }

  /** A line is written over only where both ends are a person's. */
  private static ProgressPrinter.Display display() {
    return System.console() == null
        ? ProgressPrinter.Display.LINES
        : ProgressPrinter.Display.TERMINAL;
  }

  private static Throwable root(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
