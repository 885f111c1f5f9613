package darkroom.cli;

import darkroom.account.AccountKeys;
import darkroom.account.NoAccountKey;
import darkroom.job.Conf;
import darkroom.job.JobProblem;
import darkroom.job.StudioConf;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Checks, at no cost, what a night's run needs of its surroundings. */
@Command(
    name = "check",
    description = "Checks conf, credentials, clock, API and bucket before a run, at no cost.",
    footer = {"", "Exit codes: 0 all well, 2 something is wrong."},
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private static final String CLEANUP = "cleanup";

  @ParentCommand private Darkroom darkroom;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "What to check; the embedded studio when left out.")
  private Optional<Path> conf;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Finding> findings = findings(conf, Clock.systemUTC());
    findings.forEach(finding -> darkroom.out().println(finding.line()));
    return findings.stream().anyMatch(Finding.Wrong.class::isInstance)
        ? ExitCode.WRONG_SETUP
        : ExitCode.ALL_DONE;
  }

  static List<Finding> findings(Optional<Path> file, Clock clock)
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
      findings.addAll(services(place, clock));
    } else {
      try (RunningStudio running = RunningStudio.start(studio.get(), place.staging().bucket())) {
        findings.addAll(services(place.servedAt(running.endpoint()), clock));
      }
    }
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
