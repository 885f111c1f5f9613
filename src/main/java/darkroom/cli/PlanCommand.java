package darkroom.cli;

import darkroom.job.Conf;
import darkroom.job.Job;
import darkroom.job.JobFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/** Tells what a run would do and cost, without a call. */
@Command(
    name = "plan",
    description = "Tells what a run would do, cost and take, without a call that costs.",
    footer = {
      "",
      "A range is what hangs on answers that are still to come. What the plan takes for granted:",
      "each call is answered, and no photo is damaged behind its header.",
      "Any other option goes to Apache Beam, such as --runner=FlinkRunner.",
      "Exit codes: 0 the plan stands, 2 the job or its configuration is wrong."
    },
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @ParentCommand private Darkroom darkroom;

  @Parameters(paramLabel = "JOB", description = "The job file.")
  private Path job;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Where it is to be done; the embedded studio when left out.")
  private Optional<Path> conf;

  @Option(names = "--json", description = "Tell it as JSON.")
  private boolean json;

  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Job wanted = JobFile.read(job);
    Conf place = Confs.read(conf);
    PipelineOptions options = RunnerOptions.parse(beamOptions);
    JobPlan plan = new JobPlan(wanted, place, options);
    darkroom.out().print(json ? plan.make().toJson() : plan.make().text());
    return ExitCode.ALL_DONE;
  }
}
