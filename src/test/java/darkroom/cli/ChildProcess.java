package darkroom.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program in a process of its own, with an environment and a home folder of its own. */
final class ChildProcess {
  private final Process process;
  private final Path out;
  private final Path err;

  private ChildProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Runs the program to its end. */
  static CommandLine run(Path home, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    return start(home, environment, args).ended();
  }

  static ChildProcess start(Path home, Map<String, String> environment, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    // It does little beside starting, which this makes quicker.
    command.add("-XX:TieredStopAtLevel=1");
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
    return new ChildProcess(child.start(), out, err);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has said to people so far. */
  String said() throws IOException {
    return Files.readString(err);
  }

  /** Waits for its end. */
  CommandLine ended() throws IOException, InterruptedException {
    int exitCode = process.waitFor();
    return new CommandLine(exitCode, Files.readString(out), Files.readString(err));
  }

  /** Ends it at once, whatever it is doing. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Sends it a signal.
   *
   * @param name such as {@code INT}, which Ctrl-C sends
   */
  void signal(String name) throws IOException, InterruptedException {
    int sent = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    if (sent != 0) {
      throw new IOException("Expected to send " + name + " but could not");
    }
  }
}
