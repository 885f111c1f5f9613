package darkroom.studio.operation;

import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long each operation takes for a photo of 999x999 on one core, beside another way to do about
 * that, by JMH, in Markdown.
 *
 * <p>What is told is the time of the processor, over all threads. Argument: a part of the names of
 * the operations. It starts a Java machine for each measurement, and so is run as one itself:
 * {@code mvn -q test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test
 * "-Dexec.args=-cp %classpath darkroom.studio.operation.SpeedTable"}.
 */
public final class SpeedTable {
  private SpeedTable() {}

  /** Runs it; exits with 1 where an operation is slower than it may be. */
  public static void main(String[] arguments) throws RunnerException {
    String part = arguments.length > 0 ? arguments[0] : "";
    System.out.println("| operation | ms | alternative | ms | at most | met |");
    System.out.println("|---|---|---|---|---|---|");
    boolean met = true;
    for (Map.Entry<String, Races.Race> entry : Races.all().entrySet()) {
      String name = entry.getKey();
      if (name.contains(part)) {
        Races.Race race = entry.getValue();
        double ours = milliseconds("ours", name);
        double other = milliseconds("alternative", name);
        met &= ours <= race.most();
        System.out.printf(
            "| %s | %.0f | %s | %.0f | %d | %s |%n",
            name, ours, race.alternative(), other, race.most(), ours <= race.most() ? "yes" : "no");
      }
    }
    System.exit(met ? 0 : 1);
  }

  private static double milliseconds(String benchmark, String name) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(SpeedRace.class.getName() + "." + benchmark)
                .param("name", name)
                .addProfiler(ProcessorTime.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .runSingle()
        .getSecondaryResults()
        .get(ProcessorTime.LABEL)
        .getScore();
  }
}
