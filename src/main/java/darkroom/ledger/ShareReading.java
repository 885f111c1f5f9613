package darkroom.ledger;

import darkroom.storage.FileStat;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * All that a share holds at a moment.
 *
 * @param listed the share's objects at last
 * @param read every object that was read, also one that a compaction has replaced since
 */
record ShareReading(SortedMap<String, FileStat> listed, Map<String, StoredObject> read) {
  /** Each pass but the last met with a compaction of the share. */
  private static final int MOST_PASSES = 20;

  /** A store takes its time for each of many small objects. */
  private static final int THREADS = 32;

  private static final ExecutorService READING =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "ledger-reading");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Lists a share and reads what is listed; once more where something was gone by then, for it is
   * in a new segment.
   */
  static ShareReading of(Share share, Consumer<String> ignored) throws IOException {
    Map<String, StoredObject> read = new TreeMap<>();
    for (int pass = 1; pass <= MOST_PASSES; pass++) {
      SortedMap<String, FileStat> listed = WholeFiles.list(share.folder());
      List<String> fresh = new ArrayList<>();
      for (String location : listed.keySet()) {
        if (Share.form(location).isEmpty()) {
          ignored.accept(location);
        } else if (!read.containsKey(location)) {
          fresh.add(location);
        }
      }
      Map<String, StoredObject> found = readAll(share, fresh);
      read.putAll(found);
      found.forEach(
          (location, object) -> {
            if (!object.isWhole()) {
              ignored.accept(location);
            }
          });
      if (found.size() == fresh.size()) {
        return new ShareReading(listed, read);
      }
    }
    throw new IOException(
        "Expected to read " + share.folder() + " but its objects were replaced again and again");
  }

  List<Entry> entries() {
    List<Entry> found = new ArrayList<>();
    read.values().forEach(object -> found.addAll(object.entries()));
    return Merged.of(found);
  }

  /** The objects of a form that are there and all of which was read. */
  List<String> whole(Share.Form form) {
    return read.entrySet().stream()
        .filter(e -> e.getValue().isWhole() && listed.containsKey(e.getKey()))
        .map(Map.Entry::getKey)
        .filter(location -> Share.form(location).filter(form::equals).isPresent())
        .toList();
  }

  boolean isDamaged(String location) {
    return read.containsKey(location) && !read.get(location).isWhole();
  }

  private static Map<String, StoredObject> readAll(Share share, List<String> locations)
      throws IOException {
    Map<String, StoredObject> found = new TreeMap<>();
    if (locations.size() == 1) {
      read(share, locations.get(0)).ifPresent(object -> found.put(locations.get(0), object));
      return found;
    }
    Map<String, CompletableFuture<Optional<StoredObject>>> reading = new TreeMap<>();
    for (String location : locations) {
      reading.put(
          location, CompletableFuture.supplyAsync(() -> readUnchecked(share, location), READING));
    }
    try {
      reading.forEach((location, it) -> it.join().ifPresent(o -> found.put(location, o)));
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException unreadable) {
        throw unreadable.getCause();
      }
      throw e;
    }
    return found;
  }

  private static Optional<StoredObject> readUnchecked(Share share, String location) {
    try {
      return read(share, location);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty where the object is not there. */
  static Optional<StoredObject> read(Share share, String location) throws IOException {
    try {
      byte[] bytes = WholeFiles.read(location);
      return Optional.of(StoredObject.of(share, Share.form(location).orElseThrow(), bytes));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
