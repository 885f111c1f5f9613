package darkroom.pipeline;

import darkroom.pipeline.Outcome.Status;
import darkroom.report.Summary;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.transforms.DoFn;

/** Writes the summary of a run; where it stands, the run is complete. */
final class WriteSummary extends DoFn<Tally, Void> {
  private static final long serialVersionUID = 1;
  private final RunSettings settings;
  private final LinkedHashMap<String, String> tables;

  WriteSummary(RunSettings settings, Map<String, String> tables) {
    this.settings = settings;
    this.tables = new LinkedHashMap<>(tables);
  }

  @ProcessElement
  public void write(@Element Tally tally) throws IOException {
    String summary = RunSettings.summaryOf(settings.job());
    ResourceId file = FileSystems.matchNewResource(summary, false);
    ResourceId part = FileSystems.matchNewResource(summary + ".part", false);
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(part, "application/json"))) {
      out.write(summary(tally).toJson().getBytes(StandardCharsets.UTF_8));
    }
    FileSystems.rename(List.of(part), List.of(file));
    // What the writes above leave behind where folders are more than a part of a name.
    WholeFiles.delete(List.of(settings.job().output().tables() + ".temp-beam"));
  }

  private Summary summary(Tally tally) {
    return new Summary(
        settings.job().name(),
        settings.runner(),
        tally.photos().values().stream().mapToLong(Long::longValue).sum(),
        tally.photos(Status.DONE),
        tally.photos(Status.SKIPPED),
        tally.photos(Status.REJECTED),
        tally.photos(Status.FAILED),
        tally.photos(Status.DEFERRED),
        tally.calls(),
        tally.billed(),
        tally.saved(),
        tally.possiblyBilledTwice(),
        tally.cost(),
        tally.images(),
        Duration.between(settings.started(), Instant.now()),
        Collections.unmodifiableMap(tables));
  }
}
