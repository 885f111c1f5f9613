package darkroom.cli;

import darkroom.job.Conf;
import darkroom.job.Job;
import darkroom.job.JobProblem;
import darkroom.job.StudioConf;
import darkroom.pipeline.ObjectStorage;
import darkroom.pipeline.PlanPhotos;
import darkroom.pipeline.RunSettings;
import darkroom.report.Plan;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** The plan of a job's next run. */
final class JobPlan {
  private final Job job;
  private final Conf conf;
  private final PipelineOptions options;

  JobPlan(Job job, Conf conf, PipelineOptions options) {
    this.job = job;
    this.conf = conf;
    this.options = options;
  }

  /**
   * Plans the run; the plan also stands beside the tables, where nothing else is touched.
   *
   * @throws JobProblem if something is wrong that only a person can mend
   */
  Plan make() throws IOException {
    Optional<StudioConf> studio = conf.studio();
    if (studio.isEmpty()) {
      return make(conf);
    }
    // No call is made, but its bucket may hold photos.
    try (RunningStudio running = RunningStudio.start(studio.get(), conf.staging().bucket())) {
      return make(conf.servedAt(running.endpoint()));
    }
  }

  private Plan make(Conf served) throws IOException {
    ObjectStorage.configure(options, served);
    FileSystems.setDefaultPipelineOptions(options);
    Optional<String> unused = Preflight.firstOfManifest(job, options);
    RunSettings settings =
        new RunSettings(
            job,
            served,
            UUID.randomUUID().toString(),
            options.getRunner().getSimpleName(),
            Instant.now());
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(PlanPhotos.of(settings, MonthUsage.of(job, served, settings.started()).calls()));
    JobRun.run(pipeline, "the plan");
    return Plan.parse(Results.text(RunSettings.planOf(job)));
  }
}
