package darkroom.cli;

import darkroom.job.Conf;
import darkroom.job.Job;
import darkroom.ledger.Ledger;
import darkroom.ledger.LedgerFigures;
import darkroom.pipeline.ObjectStorage;
import darkroom.pipeline.RunSettings;
import darkroom.report.Summary;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tells how far a job is and what it has cost, from its ledger and the last run's tables. */
@Command(
    name = "status",
    description = "Tells what of a job is done, missing and failed, and what it has cost.",
    footer = {"", "Exit codes: 0 all photos done, 1 some not, 2 the job or its conf is wrong."},
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @ParentCommand private Darkroom darkroom;

  @Mixin private JobOptions options;

  @Option(names = "--json", description = "Tell it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Job wanted = options.job();
    Conf place = options.conf();
    PipelineOptions beam = RunnerOptions.parse(List.of());
    // The embedded studio runs with a job alone, and has no bucket now.
    if (place.studio().isEmpty()) {
      ObjectStorage.configure(beam, place);
    } else {
      ObjectStorage.configure(beam, place.s3());
    }
    FileSystems.setDefaultPipelineOptions(beam);
    JobStatus status = status(wanted, place, Clock.systemUTC());
    darkroom.out().print(json ? JobStatusJson.of(status) : JobStatusText.of(status));
    return status.exitCode();
  }

  private static JobStatus status(Job job, Conf conf, Clock clock) throws IOException {
    String file = RunSettings.summaryOf(job);
    Optional<Summary> last =
        WholeFiles.stat(file).isPresent() ? Optional.of(Results.summary(file)) : Optional.empty();
    Map<String, Long> failures = last.isPresent() ? Results.failures(last.get()) : Map.of();
    LedgerFigures spent = LedgerFigures.of(Ledger.in(job.output().ledger()));
    YearMonth month = YearMonth.now(clock);
    return new JobStatus(
        job.name(),
        last,
        JobStatus.byClass(failures),
        spent,
        month,
        MonthUsage.of(spent, conf, month));
  }
}
