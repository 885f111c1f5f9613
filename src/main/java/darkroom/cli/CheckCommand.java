package darkroom.cli;

import darkroom.account.AccountKeys;
import darkroom.account.NoAccountKey;
import darkroom.job.Conf;
import darkroom.job.Job;
import darkroom.job.JobFile;
import darkroom.job.JobProblem;
import darkroom.job.S3Conf;
import darkroom.job.StudioConf;
import darkroom.pipeline.ObjectStorage;
import darkroom.pipeline.Services;
import darkroom.storage.CleanupResult;
import darkroom.storage.StagingBucket;
import darkroom.storage.StagingCleanup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Checks, at no cost, what a night's run needs of its surroundings. */
@Command(
    name = "check",
    description = {
      "Checks conf, credentials, clock, API and bucket before a run, at no cost; of a job also",
      "whether its manifest can be read and its results can be written."
    },
    footer = {"", "Exit codes: 0 all well, 2 something is wrong."},
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private static final String CLEANUP = "cleanup";
  private static final String JOB = "job";

  @ParentCommand private Darkroom darkroom;

  @Parameters(
      paramLabel = "JOB",
      arity = "0..1",
      description = "A job file, to look at its places, too.")
  private Optional<Path> job;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "What to check; the embedded studio when left out.")
  private Optional<Path> conf;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Finding> findings = findings(conf, job, Clock.systemUTC());
    findings.forEach(finding -> darkroom.out().println(finding.line()));
    return findings.stream().anyMatch(Finding.Wrong.class::isInstance)
        ? ExitCode.WRONG_SETUP
        : ExitCode.ALL_DONE;
  }

  static List<Finding> findings(Optional<Path> file, Optional<Path> job, Clock clock)
      throws IOException, InterruptedException {
    Conf place;
    try {
      place = Confs.read(file);
    } catch (JobProblem e) {
      return List.of(new Finding.Wrong("conf", e.getMessage()));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding.Fine("conf", file.map(Path::toString).orElse("the embedded studio")));
    Optional<StudioConf> studio = place.studio();
    if (studio.isEmpty()) {
      findings.addAll(everything(place, job, clock));
    } else {
      try (RunningStudio running = RunningStudio.start(studio.get(), place.staging().bucket())) {
        findings.addAll(everything(place.servedAt(running.endpoint()), job, clock));
      }
    }
    return findings;
  }

  private static List<Finding> everything(Conf conf, Optional<Path> file, Clock clock)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>(services(conf, clock));
    Optional<Job> job = Optional.empty();
    try {
      job = file.map(JobFile::read);
      job.ifPresent(read -> findings.add(new Finding.Fine(JOB, read.name())));
    } catch (JobProblem e) {
      findings.add(new Finding.Wrong(JOB, e.getMessage()));
    }
    PipelineOptions options = RunnerOptions.parse(List.of());
    ObjectStorage.configure(options, conf);
    FileSystems.setDefaultPipelineOptions(options);
    if (!(conf.s3() instanceof S3Conf.AsEnvironmentSays)
        || job.filter(JobCheck::usesS3).isPresent()) {
      findings.add(S3Check.at(conf.s3(), options));
    }
    job.ifPresent(read -> findings.addAll(new JobCheck(read, options).findings()));
    return findings;
  }

  /**
   * Whether the bucket lets staged photos be cleaned up as the conf says: it is given its rule, or
   * asked for what a run staged that never was.
   */
  private static Optional<Finding> cleanup(Conf conf, AccountKeys keys, List<Finding> findings) {
    StagingCleanup cleanup = Services.cleanup(conf);
    if (cleanup == StagingCleanup.KEEP) {
      return Optional.empty();
    }
    if (findings.stream().anyMatch(Finding.Wrong.class::isInstance)) {
      return Optional.of(new Finding.Skipped(CLEANUP, "of what is wrong above"));
    }
    StagingBucket place = Services.staging(conf);
    List<CleanupResult> results =
        List.of(
            cleanup.beforeRun(place, keys.forStorage()),
            cleanup.afterRun(place, keys.forStorage(), "check-" + UUID.randomUUID()));
    return Optional.of(
        results.stream()
            .filter(CleanupResult.Left.class::isInstance)
            .map(CleanupResult.Left.class::cast)
            .<Finding>map(left -> new Finding.Wrong(CLEANUP, left.message()))
            .findFirst()
            .orElse(
                new Finding.Fine(
                    CLEANUP, "bucket " + place.bucket() + " lets staged photos be deleted")));
  }

  private static List<Finding> services(Conf conf, Clock clock) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    try (AccountKeys keys = AccountKeys.open(conf.credentials())) {
      findings.add(new Finding.Fine("credentials", "found in " + conf.credentials().place()));
      findings.add(ClockCheck.at(conf.api().uri(), clock));
      findings.add(
          AccessCheck.problem(conf, keys)
              .<Finding>map(sentence -> new Finding.Wrong("api", sentence))
              .orElse(new Finding.Fine("api", conf.api().uri() + " lets the access key in")));
      try (BucketCheck bucket = BucketCheck.of(Services.staging(conf), keys, clock)) {
        findings.addAll(bucket.findings());
      }
      cleanup(conf, keys, findings).ifPresent(findings::add);
    } catch (NoAccountKey e) {
      findings.add(new Finding.Wrong("credentials", e.getMessage()));
    }
    return findings;
  }
}
