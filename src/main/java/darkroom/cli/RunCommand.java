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

  @Parameters(paramLabel = "JOB", description = "The job file.")
  private Path job;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Where to do it; the embedded studio when left out.")
  private Optional<Path> conf;

  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Job wanted = JobFile.read(job);
    Conf place = Confs.read(conf);
    PipelineOptions options = RunnerOptions.parse(beamOptions);
    return new JobRun(wanted, place, options, darkroom.out(), darkroom.err()).run();
  }
}
