package darkroom.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Job and conf files that score photos, for tests and benchmarks. */
public final class ScoringFiles {
  private ScoringFiles() {}

  /** A job with all three scores. */
  public static Path job(Path folder, String manifest, String tables) throws IOException {
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: score
        manifest: '%s'
        recipe:
          - score: [AssessSharpness, AssessExposure, AssessComposition]
            fit: shrink
        output:
          tables: %s
        """
            .formatted(manifest, tables));
  }

  /** A conf of a studio that runs already; photos are staged in its bucket {@code photos}. */
  public static Path conf(Path folder, URI studio, int callsPerSecond) throws IOException {
    return Files.writeString(
        folder.resolve("conf.yaml"),
        """
        api:
          endpoint: %1$s
        credentials:
          source: studio
        staging:
          endpoint: %1$s
          bucket: photos
        quota:
          calls_per_second: %2$d
        """
            .formatted(studio, callsPerSecond));
  }
}
