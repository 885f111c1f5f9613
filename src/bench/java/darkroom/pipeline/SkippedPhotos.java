package darkroom.pipeline;

import darkroom.action.ByteSize;
import darkroom.bench.Processor;
import darkroom.job.Conf;
import darkroom.job.Job;
import darkroom.ledger.Entry;
import darkroom.ledger.Recalled;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.PhotoHeaders;
import darkroom.report.Progress;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The parts of a run over photos whose calls were all paid for before, one by one. */
public final class SkippedPhotos {
  private SkippedPhotos() {}

  /** Inspects, encodes and walks photos, and prints how many a second each part does. */
  public static void measure(Job job, Conf conf, List<Path> files, Map<String, List<Entry>> paid)
      throws IOException, InterruptedException {
    RunSettings settings =
        new RunSettings(job, conf, UUID.randomUUID().toString(), "none", Instant.now());
    for (int round = 1; round <= 2; round++) {
      Watch watch = new Watch(files.size());
      List<InspectedPhoto> inspected = new ArrayList<>();
      for (Path file : files) {
        inspected.add(inspect(file));
      }
      watch.tell("read, hashed and inspected");
      watch = new Watch(files.size());
      Page<InspectedPhoto> page = new Page<>(InspectedPhoto.class, 0);
      for (InspectedPhoto photo : inspected) {
        page.add(photo);
      }
      byte[] bytes = page.end();
      Page.elements(InspectedPhoto.class, bytes);
      watch.tell("put on a page and read, " + bytes.length / files.size() + " bytes each");
      List<RecalledPhoto> recalled =
          inspected.stream()
              .map(p -> new RecalledPhoto(p, new Recalled(paid.get(p.identity().value()))))
              .toList();
      List<Outcome> outcomes = new ArrayList<>();
      try (Progress progress = Progress.of(settings.runId());
          LaneEquipment equipment = LaneEquipment.of(settings, 0)) {
        watch = new Watch(files.size());
        equipment.lane().walk(recalled.iterator(), outcomes::add);
      }
      watch.tell("walked");
      if (outcomes.stream().anyMatch(o -> o.calls() > 0 || o.status() != Outcome.Status.DONE)) {
        throw new IllegalStateException("Expected photos that need no call but was another");
      }
      watch = new Watch(files.size());
      long characters = 0;
      for (Outcome outcome : outcomes) {
        characters += TableFormat.csv(OutcomeTable.all(), outcome).length();
        characters += TableFormat.json(OutcomeTable.all(), outcome).length();
      }
      watch.tell("rendered as CSV and JSON, " + characters / files.size() + " characters each");
    }
  }

  private static InspectedPhoto inspect(Path file) throws IOException {
    String name = file.toString();
    try (SeekableByteChannel content = PhotoFile.open(name)) {
      ByteSize bytes = ByteSize.bytes(content.size());
      Readable header = (Readable) PhotoHeaders.read(content);
      return new InspectedPhoto(
          Photo.of(name, name, name, new Line("manifest.jsonl", 1)),
          PhotoFile.identity(name, content),
          bytes,
          header.header());
    }
  }

  /** Time on the clock, and of the processors. */
  private static final class Watch {
    private final int photos;
    private final long began = System.nanoTime();
    private final long worked = Processor.time();

    Watch(int photos) {
      this.photos = photos;
    }

    void tell(String what) {
      System.out.printf(
          "%-50s %8.0f photos/s, %8.0f a second of processor%n",
          what,
          photos / ((System.nanoTime() - began) / 1e9),
          photos / ((Processor.time() - worked) / 1e9));
    }
  }
}
