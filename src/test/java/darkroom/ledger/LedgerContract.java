package darkroom.ledger;

import static darkroom.ledger.Entries.NOON;
import static darkroom.ledger.Entries.PHOTO;
import static darkroom.ledger.Entries.SHARE;
import static darkroom.ledger.Entries.job;
import static darkroom.ledger.Entries.key;
import static darkroom.ledger.Entries.output;
import static darkroom.ledger.Entries.paid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import darkroom.storage.FileStat;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger promises wherever it is. */
abstract class LedgerContract {
  private static final String JSON = "application/json";

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private String folder;
  private Ledger ledger;

  /** A folder of its own for each test. */
  abstract String newFolder();

  @BeforeEach
  void open() {
    folder = newFolder();
    ledger = Ledger.in(folder, warnings::add);
  }

  @Test
  void holdsNothingAtFirst() throws IOException {
    assertThat(ledger.recall(SHARE)).isEmpty();
    assertThat(ledger.compact(SHARE)).isEqualTo(Compaction.none(SHARE));
    assertThat(warnings).isEmpty();
  }

  @Test
  void recallsEveryKindOfEntryAsItWasRecorded() throws IOException {
    PaidCall call = paid("a", "R-1", NOON);
    SubmittedJob job = job("b", "J-1", NOON.plusSeconds(1));
    WrittenOutput output = output("/out/a.jpg", "sha256:12 jpg", 99, NOON.plusSeconds(2));

    recordAll(call, job, output);

    assertThat(Ledger.in(folder).recall(SHARE)).containsExactly(call, job, output);
    assertThat(ledger.recall(SHARE + 1)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void recordsFactOnceHoweverOften() throws IOException {
    recordAll(paid("a", "R-1", NOON), paid("a", "R-1", NOON.plusSeconds(9)));

    assertThat(ledger.recall(SHARE)).containsExactly(paid("a", "R-1", NOON));
    assertThat(objects()).hasSize(1);
  }

  @Test
  void keepsEveryPaymentForOneCall() throws IOException {
    PaidCall first = paid("a", "R-1", NOON);
    PaidCall second = paid("a", "R-2", NOON.plusSeconds(60));

    recordAll(first, second);
    Compaction compaction = ledger.compact(SHARE);

    assertThat(compaction.entries()).isEqualTo(2);
    assertThat(ledger.recall(SHARE)).containsExactly(first, second);
    assertThat(new Recalled(ledger.recall(SHARE)).paid(key("a"))).contains(second);
  }

  @Test
  void findsWhatWasRecordedSinceItsShareWasRecalled() throws IOException {
    assertThat(ledger.find(PHOTO, key("a"), PaidCall.class)).isEmpty();
    PaidCall first = paid("a", "R-1", NOON);
    recordAll(first);
    assertThat(ledger.find(PHOTO, key("a"), PaidCall.class)).contains(first);
    PaidCall second = paid("a", "R-2", NOON.plusSeconds(60));
    recordAll(second, job("a", "J-1", NOON));

    assertThat(ledger.find(PHOTO, key("a"), PaidCall.class)).contains(second);
    assertThat(ledger.find(PHOTO, key("a"), SubmittedJob.class)).contains(job("a", "J-1", NOON));
    assertThat(ledger.find(PHOTO, key("b"), SubmittedJob.class)).isEmpty();
  }

  @Test
  void forgetsJobOncePaidFor() throws IOException {
    PaidCall call = paid("a", "R-1", NOON.plusSeconds(60));

    recordAll(job("a", "J-1", NOON), call);

    assertThat(ledger.recall(SHARE)).containsExactly(call);
  }

  @Test
  void keepsJobThatWasSubmittedBecauseResultWasLost() throws IOException {
    SubmittedJob again = job("a", "J-2", NOON.plusSeconds(60));

    recordAll(job("a", "J-1", NOON), paid("a", "R-1", NOON.plusSeconds(30)), again);

    assertThat(new Recalled(ledger.recall(SHARE)).submitted(key("a"))).contains(again);
  }

  @Test
  void keepsLastOutputOfEachName() throws IOException {
    WrittenOutput last = output("/out/a.jpg", "sha256:12 png", 88, NOON.plusSeconds(60));
    WrittenOutput other = output("/out/b.jpg", "sha256:12 jpg", 99, NOON);

    recordAll(output("/out/a.jpg", "sha256:12 jpg", 99, NOON), last, other);

    assertThat(ledger.recall(SHARE)).containsExactly(other, last);
    Recalled recalled = new Recalled(ledger.recall(SHARE));
    FileStat found = new FileStat(88, last.modifiedMillis());
    assertThat(recalled.written("/out/a.jpg", "sha256:12 png", found)).isTrue();
    assertThat(recalled.written("/out/a.jpg", "sha256:12 jpg", found)).isFalse();
    assertThat(recalled.written("/out/a.jpg", "sha256:12 png", new FileStat(88, 1))).isFalse();
    assertThat(recalled.written("/out/b.jpg", "sha256:12 png", found)).isFalse();
  }

  @Test
  void compactsShareIntoOneObject() throws IOException {
    recordAll(calls(0, 20));
    List<Entry> before = ledger.recall(SHARE);

    Compaction compaction = ledger.compact(SHARE);

    assertThat(compaction.entries()).isEqualTo(20);
    assertThat(compaction.deleted()).isEqualTo(20);
    assertThat(objects()).containsOnlyKeys(compaction.segment().orElseThrow());
    assertThat(ledger.recall(SHARE)).hasSize(20).isEqualTo(before);
    assertThat(ledger.compact(SHARE)).isEqualTo(Compaction.none(SHARE));
  }

  @Test
  void leavesFewObjectsAsTheyAre() throws IOException {
    recordAll(calls(0, 5));

    assertThat(ledger.compact(SHARE, 5)).isEqualTo(Compaction.none(SHARE));
    assertThat(objects()).hasSize(5);
    assertThat(ledger.compact(SHARE, 4).deleted()).isEqualTo(5);
  }

  @Test
  void losesNothingWhereCompactionEndedBeforeItDeleted() throws IOException {
    recordAll(calls(0, 6));
    Map<String, byte[]> singles = contents();
    ledger.compact(SHARE);
    List<Entry> all = ledger.recall(SHARE);
    // As if the first of the deletions had been the last.
    restore(singles, 1);

    assertThat(ledger.recall(SHARE)).isEqualTo(all);
    assertThat(ledger.compact(SHARE).deleted()).isEqualTo(5);
    assertThat(ledger.recall(SHARE)).isEqualTo(all);
    assertThat(objects()).hasSize(1);
  }

  @Test
  void mergesSegmentsThatOverlap() throws IOException {
    recordAll(calls(0, 4));
    ledger.compact(SHARE);
    Map<String, byte[]> older = contents();
    recordAll(calls(4, 8));
    ledger.compact(SHARE);
    List<Entry> all = ledger.recall(SHARE);
    restore(older, 0);
    assertThat(objects()).hasSize(2);

    assertThat(ledger.recall(SHARE)).hasSize(8).isEqualTo(all);
    assertThat(ledger.compact(SHARE).deleted()).isEqualTo(1);
    assertThat(ledger.recall(SHARE)).isEqualTo(all);
    assertThat(objects()).hasSize(1);
  }

  @Test
  void ignoresDamagedAndForeignObjectsAndNamesEachOnce() throws IOException {
    recordAll(paid("good", "R-1", NOON), paid("cut", "R-2", NOON), paid("later", "R-3", NOON));
    String cut = single("cut");
    String later = single("later");
    byte[] whole = WholeFiles.read(cut);
    WholeFiles.write(cut, Arrays.copyOf(whole, whole.length / 2), JSON);
    String newer = new String(WholeFiles.read(later), UTF_8);
    WholeFiles.write(later, newer.replace("\"version\":1", "\"version\":2").getBytes(UTF_8), JSON);
    String foreign = shareFolder() + "notes.txt";
    WholeFiles.write(foreign, new byte[] {1, 2}, "text/plain");

    for (int time = 0; time < 2; time++) {
      assertThat(ledger.recall(SHARE)).containsExactly(paid("good", "R-1", NOON));
      ledger.compact(SHARE);
    }

    assertThat(warnings)
        .hasSize(3)
        .allMatch(
            w -> w.startsWith("Expected an object of the ledger but was another or a damaged"))
        .anyMatch(w -> w.endsWith(": " + cut))
        .anyMatch(w -> w.endsWith(": " + later))
        .anyMatch(w -> w.endsWith(": " + foreign));
    assertThat(objects()).containsKeys(cut, later, foreign);
  }

  @Test
  void recordsFactWhoseFirstRecordWasDamaged() throws IOException {
    WholeFiles.write(single("a"), new byte[0], JSON);

    recordAll(paid("a", "R-1", NOON), paid("a", "R-1", NOON));

    assertThat(ledger.recall(SHARE)).containsExactly(paid("a", "R-1", NOON));
    assertThat(ledger.find(PHOTO, key("a"), PaidCall.class)).contains(paid("a", "R-1", NOON));
    assertThat(objects()).hasSize(2);
  }

  @Test
  void keepsWhatCanBeReadOfDamagedSegmentAndHealsIt() throws IOException {
    recordAll(calls(0, 200));
    Map<String, byte[]> singles = contents();
    String segment = ledger.compact(SHARE).segment().orElseThrow();
    byte[] whole = WholeFiles.read(segment);
    WholeFiles.write(segment, Arrays.copyOf(whole, whole.length - 100), "application/gzip");

    List<Entry> read = ledger.recall(SHARE);
    assertThat(read).hasSizeBetween(1, 199);
    assertThat(warnings).hasSize(1);

    restore(singles, 0);
    assertThat(ledger.compact(SHARE).segment()).contains(segment);
    assertThat(ledger.recall(SHARE)).hasSize(200);
    assertThat(objects()).containsOnlyKeys(segment);
    assertThat(WholeFiles.read(segment)).isEqualTo(whole);
  }

  @Test
  void ignoresEntryOfAnotherShare() throws IOException {
    recordAll(paid("a", "R-1", NOON));
    String misplaced = single("a").replace("/calls/07/", "/calls/08/");
    WholeFiles.write(misplaced, WholeFiles.read(single("a")), JSON);

    assertThat(ledger.recall(SHARE + 1)).isEmpty();
    assertThat(warnings).singleElement().asString().endsWith(": " + misplaced);
  }

  @Test
  void losesNothingWhileRunsRecordAndCompactAtOnce() throws Exception {
    int each = 60;
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicInteger recording = new AtomicInteger(2);
    ExecutorService threads = Executors.newFixedThreadPool(5);
    Callable<Void> reader =
        () -> {
          while (recording.get() > 0) {
            Set<String> before = Set.copyOf(acknowledged);
            assertThat(requestIds(Ledger.in(folder).recall(SHARE))).containsAll(before);
          }
          return null;
        };
    Callable<Void> compactor =
        () -> {
          while (recording.get() > 0) {
            Compaction unused = Ledger.in(folder).compact(SHARE);
          }
          return null;
        };
    List<Future<Void>> work =
        threads.invokeAll(
            List.of(
                () -> recordCalls("x", each, acknowledged, recording),
                () -> recordCalls("y", each, acknowledged, recording),
                compactor,
                compactor,
                reader),
            120,
            TimeUnit.SECONDS);
    for (Future<Void> future : work) {
      future.get();
    }
    threads.shutdown();

    assertThat(acknowledged).hasSize(2 * each);
    assertThat(requestIds(ledger.recall(SHARE))).containsExactlyInAnyOrderElementsOf(acknowledged);
    ledger.compact(SHARE);
    assertThat(requestIds(ledger.recall(SHARE))).containsExactlyInAnyOrderElementsOf(acknowledged);
  }

  @Test
  void storesNoSignedLink() throws IOException {
    PaidCall call = paid("a", "R-1", NOON);
    String data = "{\"ImageURL\":\"http://b.oss/a.jpg?Signature=s3cret\",\"Score\":0.75}";
    recordAll(
        new PaidCall(
            call.key(),
            call.photo(),
            call.actionName(),
            call.requestId(),
            data,
            call.results(),
            call.price(),
            call.calls(),
            call.lostAnswers(),
            call.width(),
            call.height(),
            call.runId(),
            call.time()));

    assertThat(new String(WholeFiles.read(single("a")), UTF_8))
        .doesNotContain("s3cret", "http")
        .contains("0.75");
  }

  private Void recordCalls(
      String name, int count, Set<String> acknowledged, AtomicInteger recording)
      throws IOException {
    try {
      Ledger own = Ledger.in(folder);
      for (int i = 0; i < count; i++) {
        own.record(paid(name + i, name + i, NOON.plusSeconds(i)));
        acknowledged.add(name + i);
      }
    } finally {
      recording.decrementAndGet();
    }
    return null;
  }

  private static List<String> requestIds(List<Entry> entries) {
    return entries.stream().map(Entry::mark).toList();
  }

  private static Entry[] calls(int from, int to) {
    Entry[] calls = new Entry[to - from];
    for (int i = from; i < to; i++) {
      calls[i - from] = paid("call " + i, "R-" + i, NOON.plusSeconds(i));
    }
    return calls;
  }

  private void recordAll(Entry... entries) throws IOException {
    for (Entry entry : entries) {
      ledger.record(entry);
    }
  }

  private String shareFolder() {
    return folder + "calls/07/";
  }

  private String single(String content) {
    return shareFolder() + key(content) + ".paid.json";
  }

  private Map<String, FileStat> objects() throws IOException {
    return WholeFiles.list(shareFolder());
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String location : objects().keySet()) {
      contents.put(location, WholeFiles.read(location));
    }
    return contents;
  }

  /** Puts objects back, all but the first few. */
  private static void restore(Map<String, byte[]> contents, int skipped) throws IOException {
    for (String location : contents.keySet().stream().skip(skipped).toList()) {
      WholeFiles.write(location, contents.get(location), "application/octet-stream");
    }
  }
}
