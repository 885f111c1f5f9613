package darkroom.cli;

import darkroom.account.KeySource;
import darkroom.job.Conf;
import darkroom.job.JobProblem;
import darkroom.job.StudioConf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Serves the studio alone, until it is stopped. */
@Command(
    name = "studio",
    description = "Serves the embedded service alone, on this machine only.",
    mixinStandardHelpOptions = true)
final class StudioCommand implements Callable<Integer> {
  @ParentCommand private Darkroom darkroom;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to listen; any free port when left out.")
  private Optional<Integer> port;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where its bucket lives; a temporary folder when left out.")
  private Optional<Path> folder;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Quota, latency and lifetime of its links, from a conf file's studio section.")
  private Optional<Path> conf;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Conf place = Confs.read(conf);
    StudioConf studio =
        place
            .studio()
            .orElseThrow(
                () ->
                    new JobProblem(
                        "Expected studio for api.endpoint but was " + place.api().uri()));
    if (port.isPresent()) {
      studio = studio.withPort(port.get());
    }
    if (folder.isPresent()) {
      studio = studio.withFolder(folder.get().toString());
    }
    try (RunningStudio running = RunningStudio.start(studio, place.staging().bucket())) {
      darkroom.out().println("studio: " + running.endpoint());
      darkroom.out().println("bucket: " + place.staging().bucket());
      darkroom
          .out()
          .println(
              "access key: %s, secret: %s".formatted(KeySource.Studio.ID, KeySource.Studio.SECRET));
      new CountDownLatch(1).await();
    }
    return ExitCode.ALL_DONE;
  }
}
