package darkroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds, in megabytes.
 *
 * @param heap after a collection
 * @param resident 0 where the system does not tell
 * @param peak the most that ever was resident
 */
record Footprint(long heap, long resident, long peak) {
  private static final long MEGABYTE = 1L << 20;

  /** Collects what is unused, and measures. */
  static Footprint now() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long heap = (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    return new Footprint(heap, status("VmRSS:"), status("VmHWM:"));
  }

  /** The same, the peak forgotten before. */
  static Footprint afresh() {
    Path refs = Path.of("/proc/self/clear_refs");
    try {
      if (Files.isWritable(refs)) {
        Files.writeString(refs, "5");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return now();
  }

  private static long status(String name) {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "%d MB heap, %d MB resident, %d MB at the most".formatted(heap, resident, peak);
  }
}
