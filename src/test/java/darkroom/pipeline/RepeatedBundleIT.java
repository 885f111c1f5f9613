package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.ByteSize;
import darkroom.job.Conf;
import darkroom.job.ConfFile;
import darkroom.job.Job;
import darkroom.job.JobFile;
import darkroom.ledger.Recalled;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.PhotoHeaders;
import darkroom.report.Progress;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner may run a bundle a second time, with the elements of the first. */
class RepeatedBundleIT {
  private static final Path SAMPLES = Path.of("pipelines/samples").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void paysForNothingTwiceAlthoughItsElementsKnowNothingOfTheFirstTime() throws Exception {
    try (Studio studio =
        Studio.start(
            StudioSettings.standard(folder.resolve("studio"))
                .withQuota(new CallsPerSecond(1_000)))) {
      RunSettings settings =
          new RunSettings(job(), conf(studio), "repeated-bundle", "none", Instant.now());
      List<RecalledPhoto> stale = List.of(photo("chelsea.png"), photo("coffee.png"));

      List<Outcome> first = walk(settings, stale);
      List<Outcome> second = walk(settings, stale);

      assertThat(first).hasSize(2).allMatch(o -> o.status() == Outcome.Status.DONE);
      assertThat(second).hasSize(2).allMatch(o -> o.status() == Outcome.Status.DONE);
      assertThat(first).allSatisfy(o -> assertThat(o.calls()).isEqualTo(3));
      assertThat(second)
          .allSatisfy(o -> assertThat(o.calls()).isZero())
          .flatExtracting(Outcome::made)
          .hasSize(6)
          .allMatch(made -> made.origin() == Made.Origin.LEDGER);
      assertThat(studio.counts().billed())
          .isEqualTo(Map.of("AssessSharpness", 2L, "RecolorHDImage", 2L, "ChangeImageSize", 2L));
      assertThat(studio.counts().submitted()).isEqualTo(Map.of("RecolorHDImage", 2L));
    }
  }

  private static List<Outcome> walk(RunSettings settings, List<RecalledPhoto> photos)
      throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    try (Progress progress = Progress.of(settings.runId());
        LaneEquipment equipment = LaneEquipment.of(settings, 0)) {
      equipment.lane().walk(photos.iterator(), outcomes::add);
      assertThat(progress.stopped()).isEmpty();
    }
    return outcomes;
  }

  private static RecalledPhoto photo(String name) throws IOException {
    String location = SAMPLES.resolve(name).toString();
    try (SeekableByteChannel file = PhotoFile.open(location)) {
      ByteSize bytes = ByteSize.bytes(file.size());
      Readable header = (Readable) PhotoHeaders.read(file);
      return new RecalledPhoto(
          new InspectedPhoto(
              Photo.of(name, name, location, new Line("manifest.jsonl", 1)),
              PhotoFile.identity(location, file),
              bytes,
              header.header()),
          Recalled.NOTHING);
    }
  }

  private Job job() {
    return JobFile.parse(
        """
        name: test
        manifest: [a.jpg]
        recipe:
          - score: [AssessSharpness]
          - RecolorHDImage: {Mode: TEMPLATE, Degree: 0.8, ColorTemplate: [2A4B7C, C98F3D]}
          - ChangeImageSize: {Width: 100, Height: 100}
        output:
          images: '%1$s/images/{id}-{step}.{ext}'
          tables: %1$s/tables/
        budget: 5 CNY
        """
            .formatted(folder),
        "job.yaml");
  }

  private static Conf conf(Studio studio) {
    return ConfFile.parse(
        """
        api:
          endpoint: %1$s
        credentials:
          source: studio
        staging:
          endpoint: %1$s
          bucket: photos
        quota:
          calls_per_second: 50
        """
            .formatted(studio.endpoint()),
        "conf.yaml");
  }
}
