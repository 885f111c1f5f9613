package darkroom.cli;

import darkroom.job.JobProblem;
import darkroom.job.LaneConf;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Beam's options on the command line, with defaults that suit these pipelines. */
final class RunnerOptions {
  private RunnerOptions() {}

  /**
   * Parses Beam's options for pipelines that work lanes, which the direct runner gives a thread
   * each, unless it is told another number, and one at least. It would have several more; but where
   * one of them has nothing to do it looks for work without a pause, at the others' cost, and what
   * is slow here has threads of its own.
   *
   * @throws JobProblem if Beam does not know one
   */
  static PipelineOptions parse(List<String> arguments, LaneConf lanes) {
    PipelineOptions options = parse(arguments);
    if (arguments.stream().noneMatch(a -> a.startsWith("--targetParallelism"))) {
      options.as(DirectOptions.class).setTargetParallelism(lanes.lanes());
    }
    return options;
  }

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
