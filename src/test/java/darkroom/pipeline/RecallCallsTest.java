package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Money;
import darkroom.ledger.CallKey;
import darkroom.ledger.Entry;
import darkroom.ledger.KeptResult;
import darkroom.ledger.Ledger;
import darkroom.ledger.PaidCall;
import darkroom.ledger.SubmittedJob;
import darkroom.ledger.WrittenOutput;
import darkroom.photo.Identity;
import darkroom.storage.FileStat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes from the ledger into a run, and the tidying after it. */
class RecallCallsTest {
  private static final Queue<RecalledPhoto> KEPT = new ConcurrentLinkedQueue<>();

  @TempDir Path temporary;
  private String folder;
  private Ledger ledger;

  @BeforeEach
  void open() {
    KEPT.clear();
    folder = temporary + "/ledger/";
    ledger = Ledger.in(folder);
  }

  @Test
  void givesEachPhotoItsOwnEntries() throws IOException {
    InspectedPhoto paid = photo("a.jpg", "sha256:a");
    InspectedPhoto copy = photo("copy of a.jpg", "sha256:a");
    InspectedPhoto fresh = photo("b.jpg", "sha256:b");
    List<Entry> entries = entries("sha256:a");
    for (Entry entry : entries) {
      ledger.record(entry);
    }
    ledger.record(paid("sha256:other", "R-9"));

    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(paid, copy, fresh).withCoder(JsonCoder.of(InspectedPhoto.class)))
        .apply(AssignLanes.over(3))
        .apply(ParDo.of(new Keep(folder)));
    pipeline.run().waitUntilFinish();

    assertThat(KEPT).extracting(RecalledPhoto::photo).containsExactlyInAnyOrder(paid, copy, fresh);
    assertThat(KEPT)
        .allSatisfy(
            it ->
                assertThat(it.recalled().entries())
                    .containsExactlyElementsOf(it.photo().equals(fresh) ? List.of() : entries));
  }

  /** Keeps elements for the test, which runs in the same process. */
  private static final class Keep extends DoFn<KV<Integer, Iterable<byte[]>>, Void> {
    private static final long serialVersionUID = 1;
    private final String folder;

    Keep(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void keep(@Element KV<Integer, Iterable<byte[]>> lane) {
      RecallCalls.from(Ledger.in(folder), lane.getValue()).forEachRemaining(KEPT::add);
    }
  }

  @Test
  void compactsSharesOfManyObjectsWhenInputIsComplete() throws IOException {
    for (int i = 0; i < 20; i++) {
      ledger.record(paid("sha256:a", "R-" + i));
    }
    ledger.record(paid("sha256:b", "R-1"));
    int full = Ledger.share("sha256:a");
    int sparse = Ledger.share("sha256:b");

    Pipeline pipeline = Pipeline.create();
    pipeline.apply(Create.of(1, 2, 3)).apply(Count.globally()).apply(CompactLedger.in(folder));
    pipeline.run().waitUntilFinish();

    assertThat(ledger.recall(full)).hasSize(20);
    assertThat(ledger.compact(full).deleted()).isZero();
    assertThat(ledger.compact(sparse).deleted()).isEqualTo(1);
  }

  private static List<Entry> entries(String photo) {
    return List.of(
        paid(photo, "R-1"),
        new SubmittedJob(
            key(photo + " job"),
            photo,
            "GenerateDynamicImage",
            "J-1",
            1,
            0,
            "run-1",
            Outcomes.NOON.plusSeconds(1)),
        WrittenOutput.of(
            photo,
            "/out/a.jpg",
            "sha256:r jpg",
            new FileStat(5, 6),
            "run-1",
            Outcomes.NOON.plusSeconds(2)));
  }

  private static PaidCall paid(String photo, String requestId) {
    return new PaidCall(
        key(photo),
        photo,
        "ColorizeImage",
        requestId,
        "{}",
        List.of(
            new KeptResult("ImageURL", 0, "/r/1.jpg", "sha256:r", "JPEG", 10, 20, "RGB", 8, 1, 30)),
        Money.cny("0.10"),
        1,
        0,
        10,
        20,
        "run-1",
        Outcomes.NOON);
  }

  private static CallKey key(String content) {
    return CallKey.ofOutput(content, "", 0, 0);
  }

  private static InspectedPhoto photo(String name, String identity) {
    return new InspectedPhoto(
        Photo.of(name, name, "/in/" + name, new Line("/in/m.csv", 1)),
        new Identity(identity),
        Outcomes.INSPECTED.bytes(),
        Outcomes.INSPECTED.header());
  }
}
