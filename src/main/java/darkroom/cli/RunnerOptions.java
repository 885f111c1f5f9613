package darkroom.cli;

import darkroom.job.JobProblem;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Beam's options on the command line, with defaults that suit these pipelines. */
final class RunnerOptions {
  private RunnerOptions() {}

  /**
   * Parses Beam's options.
   *
   * @throws JobProblem if Beam does not know one
   */
  static PipelineOptions parse(List<String> arguments) {
    PipelineOptions options;
    try {
      options =
          PipelineOptionsFactory.fromArgs(arguments.toArray(new String[0]))
              .withValidation()
              .create();
    } catch (IllegalArgumentException e) {
      throw new JobProblem(
          "Expected options that Apache Beam knows but was "
              + String.join(" ", arguments)
              + ": "
              + e.getMessage());
    }
    if (arguments.stream().noneMatch(a -> a.startsWith("--enforce"))) {
      // The direct runner's checks are for testing transforms; they cost half the time.
      DirectOptions direct = options.as(DirectOptions.class);
      direct.setEnforceImmutability(false);
      direct.setEnforceEncodability(false);
    }
    return options;
  }
}
