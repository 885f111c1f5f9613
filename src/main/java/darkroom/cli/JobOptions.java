package darkroom.cli;

import darkroom.job.Conf;
import darkroom.job.Job;
import darkroom.job.JobFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to do and where, as the commands for a job are told it. */
final class JobOptions {
  @Parameters(paramLabel = "JOB", description = "The job file.")
  private Path job;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Where to do it; the embedded studio when left out.")
  private Optional<Path> conf;

  Job job() {
    return JobFile.read(job);
  }

  Conf conf() {
    return Confs.read(conf);
  }
}
