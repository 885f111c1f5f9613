package darkroom.bench;

import darkroom.cli.KillTrial;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Kills a job at random points and runs it again until it is done, and tells what that cost and
 * whether anything was lost.
 *
 * <p>Arguments: kills, photos, runner, and a seed.
 */
public final class KillRuns {
  private KillRuns() {}

  /** Runs the trial; ends with an error where something was lost or paid for again. */
  public static void main(String[] arguments) throws Exception {
    int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    int photos = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
    String runner = arguments.length > 2 ? arguments[2] : "DirectRunner";
    long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 1;
    Path folder = Files.createTempDirectory("darkroom-kills-");
    try (KillTrial trial = KillTrial.of(folder, photos, runner)) {
      KillTrial.Result result = trial.run(kills, seed);
      print("runner", runner);
      print("photos", photos);
      print("kills", result.kills());
      print("runs", result.runs());
      print("calls billed undisturbed", result.billedUndisturbed());
      print("calls billed", result.billed());
      print("extra", result.extra());
      print("in flight at the kills", result.unrecorded());
      print("most of them at one", result.mostUnrecorded());
      print("jobs submitted undisturbed", result.submittedUndisturbed());
      print("jobs submitted", result.submitted());
      print("extra jobs", result.extraJobs());
      print("jobs not recorded at kills", result.unrecordedJobs());
      print("lost", result.lost().size());
      result.lost().forEach(System.out::println);
      boolean good =
          result.lost().isEmpty()
              && result.extra() <= result.unrecorded()
              && result.extraJobs() <= result.unrecordedJobs();
      System.exit(good ? 0 : 1);
    }
  }

  private static void print(String what, Object value) {
    System.out.printf("%-28s %12s%n", what, value);
  }
}
