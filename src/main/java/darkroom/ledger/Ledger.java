package darkroom.ledger;

import darkroom.storage.FileStat;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The durable record of what was paid for, in a folder beside the output: small immutable objects
 * that are never replaced, merged into segments now and then.
 *
 * <p>An object that cannot be read is left alone and told of once: a missing record only costs a
 * call. Any number of runs may record, recall and compact at once.
 */
public final class Ledger {
  /** Photos are spread over this many shares by their content; one share is in memory at once. */
  public static final int SHARES = 256;

  private static final String RESULTS = "results/";
  private static final String JSON = "application/json";
  private static final String GZIP = "application/gzip";
  private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z-]{8,128}");
  private static final System.Logger LOG = System.getLogger(Ledger.class.getName());

  private final String folder;
  private final Consumer<String> warnings;
  private final Set<String> ignored = ConcurrentHashMap.newKeySet();

  private Ledger(String folder, Consumer<String> warnings) {
    if (!folder.endsWith("/")) {
      throw new IllegalArgumentException(
          "Expected a ledger's folder that ends in / but was " + folder);
    }
    this.folder = folder;
    this.warnings = warnings;
  }

  /** The ledger in a folder, whose name ends in a slash; it need not be there yet. */
  public static Ledger in(String folder) {
    return in(folder, warning -> LOG.log(System.Logger.Level.WARNING, warning));
  }

  /** The ledger in a folder, which tells what it ignores to this. */
  static Ledger in(String folder, Consumer<String> warnings) {
    return new Ledger(folder, warnings);
  }

  /** The share of a photo, by its identity: from 0, and less than {@link #SHARES}. */
  public static int share(String photoIdentity) {
    return Share.numberOf(photoIdentity);
  }

  /** All entries of a share that no later one supersedes, oldest first. */
  public List<Entry> recall(int share) throws IOException {
    return ShareReading.of(share(share), this::warn).entries().stream().map(this::asRead).toList();
  }

  /**
   * The same without calls whose results somebody has removed: they are known to be paid for, but
   * nobody can go on from them.
   */
  public List<Entry> usable(int share) throws IOException {
    List<Entry> entries = recall(share);
    boolean none = entries.stream().allMatch(e -> results(e).isEmpty());
    Set<String> kept = none ? Set.of() : WholeFiles.list(results(share)).keySet();
    return entries.stream().filter(e -> kept.containsAll(results(e))).toList();
  }

  private List<String> results(Entry entry) {
    return entry instanceof PaidCall call
        ? call.results().stream()
            .map(KeptResult::location)
            .filter(l -> l.startsWith(folder + RESULTS))
            .toList()
        : List.of();
  }

  /**
   * Looks for a usable entry that was recorded since its share was recalled, in one read if there
   * is none; one that was compacted since is not found.
   */
  public <E extends Entry> Optional<E> find(String photo, CallKey key, Class<E> kind)
      throws IOException {
    Share share = share(share(photo));
    List<E> found = new ArrayList<>();
    for (int count = 1; ; count++) {
      String location = share.single(key, kind, count);
      Optional<StoredObject> object = ShareReading.read(share, location);
      if (object.isEmpty()) {
        break;
      }
      if (!object.get().isWhole()) {
        warn(location);
      }
      object.get().entries().stream()
          .filter(kind::isInstance)
          .map(this::asRead)
          .map(kind::cast)
          .forEach(found::add);
    }
    Optional<E> last = found.stream().max(Comparator.comparing(Entry::time));
    return last.isPresent() && isUsable(last.get()) ? last : Optional.empty();
  }

  private boolean isUsable(Entry entry) throws IOException {
    for (String result : results(entry)) {
      if (WholeFiles.stat(result).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Records a fact, which is durable on return; the same fact may have been recorded before. */
  public void record(Entry entry) throws IOException {
    Share share = share(share(entry.photo()));
    byte[] json = EntryJson.write(asWritten(entry)).getBytes(StandardCharsets.UTF_8);
    int count = 1;
    while (true) {
      String location = share.single(entry.key(), entry.getClass(), count);
      if (WholeFiles.createIfAbsent(location, json, JSON)) {
        return;
      }
      Optional<StoredObject> there = ShareReading.read(share, location);
      if (there.isPresent() && there.get().entries().stream().anyMatch(e -> same(e, entry))) {
        return;
      }
      // Another fact of the same key, or one that cannot be read; gone again it leaves its name.
      count += there.isPresent() ? 1 : 0;
    }
  }

  private static boolean same(Entry there, Entry entry) {
    return there.getClass() == entry.getClass()
        && there.key().equals(entry.key())
        && there.mark().equals(entry.mark());
  }

  /** Where a result of this content is kept, beside what else there is of its photo. */
  public String resultLocation(String photo, String identity, String extension) {
    String content = identity.substring(identity.indexOf(':') + 1);
    String name = PLAIN.matcher(content).matches() ? content : Fingerprint.of(identity).hex();
    return results(share(photo)) + name + "." + extension;
  }

  private String results(int share) {
    return folder + RESULTS + "%02x/".formatted(share);
  }

  /** Locations in the ledger are written as seen from it: a ledger may be moved. */
  private Entry asWritten(Entry entry) {
    return entry instanceof PaidCall call
        ? call.withLocations(l -> l.startsWith(folder + RESULTS) ? l.substring(folder.length()) : l)
        : entry;
  }

  private Entry asRead(Entry entry) {
    return entry instanceof PaidCall call
        ? call.withLocations(l -> l.startsWith(RESULTS) ? folder + l : l)
        : entry;
  }

  /** Merges all objects of a share into one. */
  public Compaction compact(int share) throws IOException {
    return compact(share, 0);
  }

  /**
   * Merges all objects of a share into one, unless at most this many of them hold a single entry.
   *
   * <p>What is merged is deleted once the segment is there, so nothing is lost where this ends
   * halfway: what was not deleted holds what the segment holds, and is merged the next time.
   */
  public Compaction compact(int number, int mostSingles) throws IOException {
    Share share = share(number);
    if (isCompact(WholeFiles.list(share.folder()).keySet(), mostSingles)) {
      return Compaction.none(number);
    }
    ShareReading before = ShareReading.of(share, this::warn);
    List<String> merged = new ArrayList<>(before.whole(Share.Form.SINGLE));
    merged.addAll(before.whole(Share.Form.SEGMENT));
    if (isCompact(merged, mostSingles)) {
      // What cannot be read stays where it is.
      return Compaction.none(number);
    }
    List<Entry> entries = before.entries();
    String segment = writeSegment(share, entries, before);
    // A name is used again where the same was recorded once more after another compaction.
    SortedMap<String, FileStat> now = WholeFiles.list(share.folder());
    merged.removeIf(
        location ->
            location.equals(segment) || !before.listed().get(location).equals(now.get(location)));
    WholeFiles.delete(merged);
    return new Compaction(number, Optional.of(segment), entries.size(), merged.size());
  }

  private static boolean isCompact(Collection<String> objects, int mostSingles) {
    return count(objects, Share.Form.SINGLE) <= mostSingles
        && count(objects, Share.Form.SEGMENT) <= 1;
  }

  private static long count(Collection<String> objects, Share.Form form) {
    return objects.stream().filter(o -> Share.form(o).filter(form::equals).isPresent()).count();
  }

  private String writeSegment(Share share, List<Entry> entries, ShareReading before)
      throws IOException {
    Fingerprint content = Fingerprint.of();
    entries.forEach(entry -> content.add(EntryJson.write(entry)));
    String segment = share.segment(content.hex());
    byte[] bytes = StoredObject.segmentOf(entries);
    if (!WholeFiles.createIfAbsent(segment, bytes, GZIP) && before.isDamaged(segment)) {
      WholeFiles.write(segment, bytes, GZIP);
    }
    return segment;
  }

  private Share share(int number) {
    return Share.of(number, folder);
  }

  private void warn(String location) {
    if (ignored.add(location)) {
      warnings.accept(
          "Expected an object of the ledger but was another or a damaged one, which is ignored: "
              + location);
    }
  }
}
