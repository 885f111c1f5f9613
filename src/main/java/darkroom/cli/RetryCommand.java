package darkroom.cli;

import darkroom.job.Conf;
import darkroom.job.Job;
import darkroom.job.JobProblem;
import darkroom.pipeline.EarlierFailures;
import darkroom.pipeline.FailureClass;
import darkroom.pipeline.RunSettings;
import darkroom.pipeline.Scope;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/** Runs a job again for photos that failed in its last run, and for no others. */
@Command(
    name = "retry",
    description = "Runs a job again for photos that failed in its last run.",
    footer = {
      "",
      "No call is made for any other photo: what is done comes from the ledger, and what failed in",
      "another way stays as it is, so that the tables tell of every photo again.",
      "Any other option goes to Apache Beam, such as --runner=FlinkRunner.",
      "Exit codes: 0 all photos done, 1 some not, 2 the job or its configuration is wrong."
    },
    mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {
  @ParentCommand private Darkroom darkroom;

  @Mixin private JobOptions options;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      split = ",",
      description = "Classes of failures, as status tells them; all that another try may help.")
  private List<String> classes = new ArrayList<>();

  @Unmatched private List<String> beamOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Set<FailureClass> wanted = EnumSet.noneOf(FailureClass.class);
    classes.forEach(word -> wanted.add(named(word.strip())));
    Conf conf = options.conf();
    return new JobRun(
            options.job(),
            conf,
            RunnerOptions.parse(beamOptions, conf.lanes()),
            darkroom.out(),
            darkroom.err(),
            known -> failedPhotos(known, wanted))
        .run();
  }

  private static FailureClass named(String word) {
    return FailureClass.named(word)
        .orElseThrow(
            () ->
                new JobProblem(
                    "Expected one of "
                        + Arrays.stream(FailureClass.values())
                            .map(FailureClass::word)
                            .collect(Collectors.joining(", "))
                        + " for --class but was "
                        + word));
  }

  private Scope failedPhotos(Job again, Set<FailureClass> wanted) throws IOException {
    String file = RunSettings.failuresOf(again);
    if (WholeFiles.stat(file).isEmpty()) {
      throw new JobProblem(
          "Expected the failures of an earlier run to retry but there is no "
              + file
              + " ("
              + again.source()
              + ")");
    }
    EarlierFailures failures = Results.earlierFailures(file);
    Scope.Again scope = wanted.isEmpty() ? failures.retryable() : failures.ofClasses(wanted);
    darkroom
        .err()
        .printf(
            "Photos to try again: %d of %d in %s%n",
            scope.photos().size(), scope.photos().size() + scope.others().size(), file);
    return scope;
  }
}
