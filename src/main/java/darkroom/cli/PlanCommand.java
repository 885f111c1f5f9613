package darkroom.cli;

import darkroom.job.Conf;
import darkroom.report.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Mixin private JobOptions options;

  @Option(names = "--json", description = "Tell it as JSON.")
  private boolean json;

  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Conf conf = options.conf();
    Plan plan =
        new JobPlan(options.job(), conf, RunnerOptions.parse(beamOptions, conf.lanes())).make();
    darkroom.out().print(json ? plan.toJson() : plan.text());
    return ExitCode.ALL_DONE;
  }
}
