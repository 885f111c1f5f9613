package darkroom.cli;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.job.JobProblem;
import darkroom.report.ActionsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tells of the API's actions. */
@Command(
    name = "actions",
    description = "Tells of the API's actions: limits, parameters, prices.",
    mixinStandardHelpOptions = true)
final class ActionsCommand implements Callable<Integer> {
  @ParentCommand private Darkroom darkroom;

  @Parameters(arity = "0..1", paramLabel = "ACTION", description = "Tell all of this action.")
  private Optional<String> name;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Bring the table of actions in this Markdown file up to date.")
  private Optional<Path> file;

  @Override
  public Integer call() throws IOException {
    if (file.isPresent()) {
      String text = Files.readString(file.get());
      Files.writeString(file.get(), ActionsTable.refresh(text));
    } else {
      darkroom.out().print(name.map(ActionsCommand::describe).orElseGet(ActionsTable::text));
    }
    return ExitCode.ALL_DONE;
  }

  private static String describe(String wanted) {
    Action action =
        Actions.named(wanted)
            .orElseThrow(() -> new JobProblem("Expected the name of an action but was " + wanted));
    return ActionsTable.text(action);
  }
}
