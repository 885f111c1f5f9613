package darkroom.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the program in a process with an environment and a home folder of its own. */
final class ChildProcess {
  private ChildProcess() {}

  static CommandLine run(Path home, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.add("-Duser.home=" + home);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Darkroom.class.getName());
    command.addAll(List.of(args));
    Path out = Files.createTempFile(home, "out", "");
    Path err = Files.createTempFile(home, "err", "");
    ProcessBuilder child =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    child.environment().keySet().removeIf(name -> name.startsWith("ALIBABA_CLOUD_"));
    child.environment().putAll(environment);
    int exitCode = child.start().waitFor();
    return new CommandLine(exitCode, Files.readString(out), Files.readString(err));
  }
}
