package darkroom.cli;

import darkroom.job.Job;
import darkroom.job.JobProblem;
import darkroom.job.ManifestSpec;
import darkroom.pipeline.RunSettings;
import darkroom.storage.LocalGlob;
import darkroom.storage.WholeFiles;
import darkroom.storage.oss.AnyObject;
import darkroom.storage.oss.OssOptions;
import darkroom.storage.s3.S3Failures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
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
    Optional<String> unused = firstOfManifest(job, options);
    tablesAreWritable(job);
  }

  /**
   * Checks that the manifest is there, and tells a file of it; of photos that the job file lists,
   * the first.
   *
   * @throws JobProblem with what is wrong, in one sentence
   */
  static Optional<String> firstOfManifest(Job job, PipelineOptions options) {
    if (!(job.manifest() instanceof ManifestSpec.Files files)) {
      return ((ManifestSpec.Listed) job.manifest()).uris().stream().findFirst();
    }
    String what = files.format() == ManifestSpec.Format.PHOTOS ? "photos" : "a manifest";
    try {
      Optional<String> first = anyOf(files.pattern(), options);
      if (first.isEmpty()) {
        throw noManifest(what, files.pattern(), "there is no such file", job);
      }
      return first;
    } catch (FileNotFoundException e) {
      throw noManifest(what, files.pattern(), "there is no such file", job);
    } catch (IOException | IllegalArgumentException e) {
      throw noManifest(what, files.pattern(), e.getMessage(), job);
    }
  }

  /**
   * A file that a pattern matches; empty if there is none. Of what may be millions of objects, no
   * more are listed than that takes.
   */
  private static Optional<String> anyOf(String pattern, PipelineOptions options)
      throws IOException {
    if (pattern.startsWith("oss://")) {
      return AnyObject.of(pattern, options.as(OssOptions.class));
    }
    if (LocalGlob.isLocal(pattern)) {
      return LocalGlob.matching(pattern, 1).stream().findFirst();
    }
    MatchResult found =
        S3Failures.told(pattern, () -> FileSystems.match(pattern, EmptyMatchTreatment.ALLOW));
    return found.metadata().stream().map(file -> file.resourceId().toString()).findFirst();
  }

  private static JobProblem noManifest(String what, String pattern, String why, Job job) {
    return new JobProblem(
        "Expected " + what + " at " + pattern + " but " + why + " (" + job.source() + ")");
  }

  /** Writes and removes a file where the tables go; an earlier run's summary is removed, too. */
  private static void tablesAreWritable(Job job) {
    String folder = job.output().tables();
    try {
      String probe = folder + ".darkroom-probe";
      WholeFiles.write(probe, new byte[0], "text/plain");
      WholeFiles.delete(List.of(RunSettings.summaryOf(job), probe));
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
