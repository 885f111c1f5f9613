package darkroom.studio.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** The learned filters that come with the program: what to use for a factor and a noise. */
final class FilterBanks {
  /** The factors of enlargement. */
  static final List<Integer> FACTORS = List.of(2, 3, 4);

  /** The deviations of noise, of 255, for which filters of factor 1 were learned. */
  static final List<Integer> NOISES = List.of(0, 5, 10, 20, 35);

  /** Read when first used: whoever learns the filters has none yet. */
  private static final class Read {
    static final List<LearnedFilters> ENLARGING =
        FACTORS.stream().map(factor -> read(enlargingResource(factor))).toList();
    static final List<LearnedFilters> CLEANING =
        NOISES.stream().map(noise -> read(cleaningResource(noise))).toList();
  }

  private FilterBanks() {}

  /** Filters that enlarge. */
  static LearnedFilters enlargingBy(int factor) {
    return Read.ENLARGING.get(FACTORS.indexOf(factor));
  }

  /** Filters that keep the size, take off noise of this deviation and sharpen. */
  static LearnedFilters cleaningFrom(double noise) {
    int last = NOISES.size() - 1;
    if (noise >= NOISES.get(last)) {
      return Read.CLEANING.get(last);
    }
    int above =
        IntStream.range(1, last).filter(i -> noise < NOISES.get(i)).findFirst().orElse(last);
    double low = NOISES.get(above - 1);
    return Read.CLEANING
        .get(above - 1)
        .towards(Read.CLEANING.get(above), (noise - low) / (NOISES.get(above) - low));
  }

  /** The resource with the filters for a factor. */
  static String enlargingResource(int factor) {
    return "enlarging-" + factor + ".filters";
  }

  /** The resource with the filters for a noise. */
  static String cleaningResource(int noise) {
    return "cleaning-" + noise + ".filters";
  }

  private static LearnedFilters read(String resource) {
    try (InputStream stored = FilterBanks.class.getResourceAsStream(resource)) {
      if (stored == null) {
        throw new IllegalStateException("Expected " + resource + " among the resources");
      }
      return LearnedFilters.read(stored);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + resource, e);
    }
  }
}
