package darkroom.cli;

import darkroom.job.JobProblem;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program: {@code darkroom run}, {@code plan}, {@code retry}, {@code status}, {@code check},
 * {@code studio}, {@code actions}.
 */
@Command(
    name = "darkroom",
    description = "Enhances, edits and scores large sets of photos.",
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      RetryCommand.class,
      StatusCommand.class,
      CheckCommand.class,
      StudioCommand.class,
      ActionsCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Darkroom implements Runnable {
  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec;

  private Darkroom(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    System.exit(execute(System.out, System.err, args));
  }

  /** Runs a command line, writing to these streams, and tells its exit code. */
  public static int execute(PrintStream out, PrintStream err, String... args) {
    CommandLine commandLine = new CommandLine(new Darkroom(out, err));
    commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    commandLine.setExecutionExceptionHandler(
        (problem, command, parsed) -> {
          if (problem instanceof JobProblem) {
            command.getErr().println(problem.getMessage());
          } else {
            problem.printStackTrace(command.getErr());
          }
          return ExitCode.WRONG_SETUP;
        });
    return commandLine.execute(args);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Expected a command but was nothing");
  }
}
