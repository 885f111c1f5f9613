package darkroom.cli;

import darkroom.job.Conf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/** Runs a job. */
@Command(
    name = "run",
    description = "Runs a job over every photo of its manifest.",
    footer = {
      "",
      "Any other option goes to Apache Beam, such as --runner=FlinkRunner.",
      "Exit codes: 0 all photos done, 1 some not, 2 the job or its configuration is wrong."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @ParentCommand private Darkroom darkroom;

  @Mixin private JobOptions options;

  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Conf conf = options.conf();
    return new JobRun(
            options.job(),
            conf,
            RunnerOptions.parse(beamOptions, conf.lanes()),
            darkroom.out(),
            darkroom.err())
        .run();
  }
}
