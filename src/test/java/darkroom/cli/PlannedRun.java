package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Money;
import darkroom.report.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run that is held against the plan before it, and leaves nothing to plan. */
final class PlannedRun {
  private PlannedRun() {}

  /** Plans a job, runs it, and plans it again; answers the run. */
  static CommandLine of(Path job, String... options) throws IOException {
    Plan before = plan(job, options);
    CommandLine run = run(job, options);
    Plan after = plan(job, options);
    JsonNode summary = run.summary();
    assertThat(summary.path("photos").asLong()).isEqualTo(before.lines());
    assertThat(summary.path("calls").fieldNames()).toIterable().isSubsetOf(before.calls().keySet());
    before
        .calls()
        .forEach(
            (action, planned) -> {
              long made = summary.path("calls").path(action).asLong();
              assertThat(planned.sent().contains(made))
                  .as("%s of %s, planned %s", made, action, planned.sent())
                  .isTrue();
            });
    Money cost = Money.cny(summary.path("cost_cny").asText());
    assertThat(before.listCost().contains(cost))
        .as("%s, planned %s", cost, before.listCost())
        .isTrue();
    assertThat(before.images().contains(summary.path("images").asLong())).isTrue();
    assertThat(after.sent().max()).isZero();
    assertThat(after.cost().max()).isEqualTo(Money.ZERO);
    assertThat(after.held().min()).isEqualTo(after.held().max());
    assertThat(after.images().contains(summary.path("images").asLong())).isTrue();
    return run;
  }

  static CommandLine run(Path job, String... options) {
    return command(List.of("run", job.toString()), options);
  }

  static Plan plan(Path job, String... options) {
    CommandLine plan = command(List.of("plan", job.toString(), "--json"), options);
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    return Plan.parse(plan.out());
  }

  private static CommandLine command(List<String> command, String... options) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(options));
    return CommandLine.run(words.toArray(String[]::new));
  }
}
