package darkroom.cli;

import darkroom.job.Job;
import darkroom.job.JobProblem;
import darkroom.job.ManifestSpec;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.options.PipelineOptions;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks whether a job's photos can be read, and its results written where they are to go. */
final class JobCheck {
  private static final String MANIFEST = "manifest";

  private final Job job;
  private final PipelineOptions options;

  JobCheck(Job job, PipelineOptions options) {
    this.job = job;
    this.options = options;
  }

  /** Whether any of it is on {@code s3://}. */
  static boolean usesS3(Job job) {
    String manifest = job.manifest() instanceof ManifestSpec.Files files ? files.pattern() : "";
    return manifest.startsWith("s3://")
        || places(job).stream().anyMatch(place -> place.folder().startsWith("s3://"));
  }

  /** A folder that a run writes to, by what the job file calls it. */
  private record Place(String name, String folder) {}

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(manifest());
    for (Place place : places(job)) {
      findings.add(written(place));
    }
    return findings;
  }

  private static List<Place> places(Job job) {
    List<Place> places = new ArrayList<>();
    job.output()
        .images()
        .ifPresent(images -> places.add(new Place("images", images.template().folder())));
    places.add(new Place("tables", job.output().tables()));
    places.add(new Place("ledger", job.output().ledger()));
    return places;
  }

  /** Its first file is read, too: to list a bucket and to read of it are two rights. */
  private Finding manifest() {
    String location = "";
    try {
      Optional<String> first = Preflight.firstOfManifest(job, options);
      if (first.isEmpty()) {
        return new Finding.Fine(MANIFEST, "no file of its own");
      }
      location = first.get();
      byte[] unused = WholeFiles.beginning(location, 1);
      return new Finding.Fine(MANIFEST, location + " can be read");
    } catch (JobProblem e) {
      return new Finding.Wrong(MANIFEST, e.getMessage());
    } catch (IOException | IllegalArgumentException | SdkException e) {
      return new Finding.Wrong(
          MANIFEST,
          "Expected to read %s but could not: %s (%s)"
              .formatted(location, e.getMessage(), job.source()));
    }
  }

  /** By a small file that is made and deleted. */
  private Finding written(Place place) {
    String probe = place.folder() + ".darkroom-check-" + UUID.randomUUID();
    try {
      boolean made = WholeFiles.createIfAbsent(probe, new byte[0], "application/octet-stream");
      WholeFiles.delete(List.of(probe));
      return made
          ? new Finding.Fine(place.name(), place.folder() + " can be written")
          : new Finding.Wrong(place.name(), "Expected to make " + probe + " but it was there");
    } catch (IOException | IllegalArgumentException | SdkException e) {
      return new Finding.Wrong(
          place.name(),
          "Expected to write and delete in %s for output.%s but could not: %s (%s)"
              .formatted(place.folder(), place.name(), e.getMessage(), job.source()));
    }
  }
}
