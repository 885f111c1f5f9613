package darkroom.pipeline;

import darkroom.client.DaemonThreads;
import darkroom.ledger.Entry;
import darkroom.ledger.Ledger;
import darkroom.ledger.Recalled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A lane's photos, each with what the ledger holds of it, in the order of the ledger's shares: each
 * is read once, a few at a time, and ahead of its turn. Of photos whose turn has not come the pages
 * are held in memory, some 200 bytes a photo.
 */
final class RecallCalls {
  /** Shares that are in memory together, and another time as many that come next. */
  private static final int SHARES_AT_ONCE = 8;

  /** A store takes its time for each share. */
  private static final ExecutorService READING =
      Executors.newFixedThreadPool(SHARES_AT_ONCE, DaemonThreads.named("darkroom-recall"));

  private RecallCalls() {}

  /** The share that holds a photo's entries. */
  static int share(InspectedPhoto photo) {
    return Ledger.share(photo.identity().value());
  }

  /** The chapter of a lane's share: shares of the same one are read together. */
  static int chapter(int share, int lanes) {
    return share / lanes / SHARES_AT_ONCE;
  }

  /**
   * Recalls the photos on pages.
   *
   * @throws UncheckedIOException from the iterator, if the ledger cannot be read
   */
  static Iterator<RecalledPhoto> from(Ledger ledger, Iterable<byte[]> pages) {
    Iterator<Chapter> chapters = new Chapters(ledger, pages);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chapters, 0), false)
        .flatMap(Chapter::recalled)
        .iterator();
  }

  /** Begins to read the chapter that comes next before the one that it gives is worked. */
  private static final class Chapters implements Iterator<Chapter> {
    private final Ledger ledger;
    private final TreeMap<Integer, List<byte[]>> pages = new TreeMap<>();
    private Optional<Chapter> next;

    Chapters(Ledger ledger, Iterable<byte[]> pages) {
      this.ledger = ledger;
      for (byte[] page : pages) {
        this.pages.computeIfAbsent(Page.chapter(page), c -> new ArrayList<>()).add(page);
      }
      next = begin();
    }

    private Optional<Chapter> begin() {
      return Optional.ofNullable(pages.pollFirstEntry())
          .map(chapter -> Chapter.begin(ledger, chapter.getValue()));
    }

    @Override
    public boolean hasNext() {
      return next.isPresent();
    }

    @Override
    public Chapter next() {
      Chapter current = next.orElseThrow(NoSuchElementException::new);
      next = begin();
      return current;
    }
  }

  /** Photos, by share, and their entries, which are being read. */
  private record Chapter(
      SortedMap<Integer, List<InspectedPhoto>> photos,
      Map<Integer, CompletableFuture<Map<String, List<Entry>>>> entries) {

    static Chapter begin(Ledger ledger, List<byte[]> pages) {
      SortedMap<Integer, List<InspectedPhoto>> photos =
          pages.stream()
              .flatMap(page -> Page.elements(InspectedPhoto.class, page).stream())
              .collect(
                  Collectors.groupingBy(RecallCalls::share, TreeMap::new, Collectors.toList()));
      return new Chapter(
          photos,
          photos.keySet().stream()
              .collect(
                  Collectors.toMap(
                      share -> share,
                      share ->
                          CompletableFuture.supplyAsync(() -> byPhoto(ledger, share), READING))));
    }

    private static Map<String, List<Entry>> byPhoto(Ledger ledger, int share) {
      try {
        return ledger.usable(share).stream().collect(Collectors.groupingBy(Entry::photo));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Stream<RecalledPhoto> recalled() {
      return photos.entrySet().stream()
          .flatMap(share -> recalled(share.getValue(), entries.get(share.getKey()).join()));
    }

    private static Stream<RecalledPhoto> recalled(
        List<InspectedPhoto> photos, Map<String, List<Entry>> entries) {
      return photos.stream()
          .map(
              photo ->
                  new RecalledPhoto(
                      photo,
                      new Recalled(entries.getOrDefault(photo.identity().value(), List.of()))));
    }
  }
}
