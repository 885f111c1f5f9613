package darkroom.bench;

import darkroom.action.Actions;
import darkroom.action.Money;
import darkroom.ledger.CallKey;
import darkroom.ledger.CompactedLedger;
import darkroom.ledger.Compaction;
import darkroom.ledger.Entry;
import darkroom.ledger.KeptResult;
import darkroom.ledger.Ledger;
import darkroom.ledger.LedgerFigures;
import darkroom.ledger.PaidCall;
import darkroom.ledger.WrittenOutput;
import darkroom.photo.Identity;
import darkroom.pipeline.CompactLedger;
import darkroom.pipeline.NumberedPhotos;
import darkroom.pipeline.RecalledNumbers;
import darkroom.storage.FileStat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Sum;

/**
 * What a ledger costs a run: to write an entry, to recall a large compacted one, and to take photos
 * through {@link RecallCalls}. On this machine's disk.
 *
 * <p>Arguments: photos in the large ledger, each with a paid call and an output; photos in the
 * pipeline.
 */
public final class LedgerLoad {
  private static final int SINGLES = 10_000;
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private LedgerLoad() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    int large = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
    int photos = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    Path folder = Files.createTempDirectory("darkroom-ledger-");
    writeSingles(folder.resolve("singles") + "/");
    String ledger = folder.resolve("large") + "/";
    fill(ledger, large);
    System.out.printf("size on disk: %.1f MB%n", size(Path.of(ledger)) / 1e6);
    recall(ledger, 1);
    recall(ledger, 2);
    Instant begin = Instant.now();
    LedgerFigures figures = LedgerFigures.of(Ledger.in(ledger));
    System.out.printf("figures of %d calls: %.1f s%n", figures.all().paid(), since(begin));
    pipeline(ledger, photos);
  }

  private static void writeSingles(String folder) throws IOException {
    Ledger ledger = Ledger.in(folder);
    Instant begin = Instant.now();
    for (int i = 0; i < SINGLES; i++) {
      ledger.record(call(i));
    }
    System.out.printf("recorded: %.0f entries/s%n", SINGLES / since(begin));
    begin = Instant.now();
    int entries = 0;
    for (int share = 0; share < Ledger.SHARES; share++) {
      entries += ledger.recall(share).size();
    }
    System.out.printf("recalled %d single objects: %.1f s%n", entries, since(begin));
    begin = Instant.now();
    for (int share = 0; share < Ledger.SHARES; share++) {
      entries -= ledger.compact(share).entries();
    }
    System.out.printf("compacted them, %d left: %.1f s%n", entries, since(begin));
  }

  /** In portions, as the benchmark must not need the memory that a run does not. */
  private static void fill(String folder, int photos) throws IOException {
    int portion = 250_000;
    for (int from = 0; from < photos; from += portion) {
      CompactedLedger.write(
          folder,
          IntStream.range(from, Math.min(photos, from + portion))
              .boxed()
              .flatMap(i -> Stream.of(call(i), output(i))));
    }
    for (int share = 0; share < Ledger.SHARES; share++) {
      Compaction unused = Ledger.in(folder).compact(share);
    }
  }

  private static void recall(String folder, int threads)
      throws InterruptedException, ExecutionException {
    Ledger ledger = Ledger.in(folder);
    AtomicLong entries = new AtomicLong();
    ForkJoinPool pool = new ForkJoinPool(threads);
    Instant begin = Instant.now();
    pool.submit(
            () ->
                IntStream.range(0, Ledger.SHARES)
                    .parallel()
                    .forEach(share -> entries.addAndGet(entries(ledger, share).size())))
        .get();
    double seconds = since(begin);
    pool.shutdown();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "recalled %d entries in %d threads: %.1f s, %.0f MB of heap after it, %.0f MB at most%n",
        entries.get(),
        threads,
        seconds,
        (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
        runtime.maxMemory() / 1e6);
  }

  private static List<Entry> entries(Ledger ledger, int share) {
    try {
      return ledger.recall(share);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pipeline(String folder, int photos) {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(RecalledNumbers.of(photos, folder))
        .apply(Sum.longsGlobally())
        .apply(CompactLedger.in(folder));
    Instant begin = Instant.now();
    pipeline.run().waitUntilFinish();
    System.out.printf("RecallCalls on the direct runner: %.0f photos/s%n", photos / since(begin));
  }

  private static PaidCall call(int number) {
    Identity photo = NumberedPhotos.identity(number);
    Identity result = NumberedPhotos.identity(-number);
    return new PaidCall(
        CallKey.of(photo.value(), Actions.COLORIZE_IMAGE, new TreeMap<>()),
        photo.value(),
        Actions.COLORIZE_IMAGE.name(),
        "request " + number,
        "{}",
        List.of(
            new KeptResult(
                "ImageURL",
                0,
                "oss://shop/ledger/results/00/" + result.digest() + ".jpg",
                result.value(),
                "JPEG",
                1600,
                900,
                "RGB",
                8,
                1,
                345_678)),
        Money.cny("0.1"),
        1,
        0,
        1600,
        900,
        "run-1",
        START.plusSeconds(number));
  }

  private static WrittenOutput output(int number) {
    return WrittenOutput.of(
        NumberedPhotos.identity(number).value(),
        "oss://shop/enhanced/photos/" + number + ".jpg",
        NumberedPhotos.identity(-number).value() + " keep jpg 90",
        new FileStat(345_678, START.plusSeconds(number).toEpochMilli()),
        "run-1",
        START.plusSeconds(number));
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }

  private static double since(Instant begin) {
    return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
  }
}
