package darkroom.cli;

import darkroom.job.Job;
import darkroom.job.JobProblem;
import darkroom.job.ManifestSpec;
import darkroom.pipeline.RunSettings;
import darkroom.storage.WholeFiles;
import darkroom.storage.oss.AnyObject;
import darkroom.storage.oss.OssOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import software.amazon.awssdk.core.exception.SdkException;

/** What is checked before a run begins, so that a wrong job costs neither money nor time. */
final class Preflight {
  private Preflight() {}

  /**
   * Checks that the manifest is there and the tables can be written.
   *
   * @throws JobProblem with what is wrong, in one sentence
   */
  static void check(Job job, PipelineOptions options) {
    checkManifest(job, options);
    tablesAreWritable(job);
  }

  /**
   * Checks that the manifest is there.
   *
   * @throws JobProblem with what is wrong, in one sentence
   */
  static void checkManifest(Job job, PipelineOptions options) {
    if (!(job.manifest() instanceof ManifestSpec.Files files)) {
      return;
    }
    String what = files.format() == ManifestSpec.Format.PHOTOS ? "photos" : "a manifest";
    try {
      if (!isThere(files.pattern(), options)) {
        throw noManifest(what, files.pattern(), "there is no such file", job);
      }
    } catch (FileNotFoundException e) {
      throw noManifest(what, files.pattern(), "there is no such file", job);
    } catch (IOException | IllegalArgumentException e) {
      throw noManifest(what, files.pattern(), e.getMessage(), job);
    }
  }

  /** Of what may be millions of objects, one is enough to know of. */
  private static boolean isThere(String pattern, PipelineOptions options) throws IOException {
    return pattern.startsWith("oss://")
        ? AnyObject.matches(pattern, options.as(OssOptions.class))
        : !FileSystems.match(pattern).metadata().isEmpty();
  }

  private static JobProblem noManifest(String what, String pattern, String why, Job job) {
    return new JobProblem(
        "Expected " + what + " at " + pattern + " but " + why + " (" + job.source() + ")");
  }

  /**
   * Writes and removes a file where the tables go; an earlier run's summary is removed, too, and
   * what a killed one has left.
   */
  private static void tablesAreWritable(Job job) {
    String folder = job.output().tables();
    try {
      String probe = folder + ".darkroom-probe";
      WholeFiles.write(probe, new byte[0], "text/plain");
      WholeFiles.delete(List.of(RunSettings.summaryOf(job), probe));
      HalfWrittenTables.removeFrom(folder);
    } catch (IOException | IllegalArgumentException | SdkException e) {
      throw new JobProblem(
          "Expected a folder that can be written for output.tables but was "
              + folder
              + ": "
              + e.getMessage()
              + " ("
              + job.source()
              + ")");
    }
  }
}
