package darkroom.studio.bucket;

import darkroom.action.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One bucket: a folder with a file for each object, named by the digest of its key, and the ordered
 * index of them in memory.
 *
 * <p>Content is written aside, without a lock. The lock is held only to move a whole file into
 * place together with its entry in the index, or to open a file together with reading that entry.
 */
final class BucketFolder {
  private static final System.Logger LOG = System.getLogger(BucketFolder.class.getName());
  private static final String CREATED = "created";
  private static final String OBJECTS = "objects";
  private static final String DRAFTS = "drafts";
  private static final String UPLOADS = "uploads";

  private final Path folder;
  private final Instant created;
  private final Clock clock;
  private final ByteSize largestObject;
  private final NavigableMap<String, StoredObject> index =
      new ConcurrentSkipListMap<>(Utf8Order.KEYS);
  private final AtomicLong drafts = new AtomicLong();
  private final MultipartUploads uploads;
  private boolean removed;

  private BucketFolder(Path folder, Instant created, Clock clock, ByteSize largestObject) {
    this.folder = folder;
    this.created = created;
    this.clock = clock;
    this.largestObject = largestObject;
    this.uploads = new MultipartUploads(folder.resolve(UPLOADS), this);
  }

  static boolean isAt(Path folder) {
    return Files.exists(folder.resolve(CREATED));
  }

  static BucketFolder create(Path folder, Clock clock, ByteSize largestObject) throws IOException {
    for (String part : new String[] {OBJECTS, DRAFTS, UPLOADS}) {
      Files.createDirectories(folder.resolve(part));
    }
    Files.writeString(
        folder.resolve(CREATED), clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    return load(folder, clock, largestObject);
  }

  static BucketFolder load(Path folder, Clock clock, ByteSize largestObject) throws IOException {
    Instant created = Instant.parse(Files.readString(folder.resolve(CREATED)).trim());
    BucketFolder bucket = new BucketFolder(folder, created, clock, largestObject);
    deleteTree(folder.resolve(DRAFTS));
    Files.createDirectories(folder.resolve(DRAFTS));
    try (Stream<Path> files = Files.walk(folder.resolve(OBJECTS))) {
      files.filter(Files::isRegularFile).forEach(bucket::index);
    }
    bucket.uploads.load();
    return bucket;
  }

  private void index(Path file) {
    try {
      StoredObject object = ObjectFile.read(file);
      index.put(object.key(), object);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Left out of the bucket: {0}", e.getMessage());
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  Instant created() {
    return created;
  }

  MultipartUploads uploads() {
    return uploads;
  }

  /** The objects in the order of their keys. */
  NavigableMap<String, StoredObject> objects() {
    return Collections.unmodifiableNavigableMap(index);
  }

  Optional<StoredObject> find(String key) {
    return Optional.ofNullable(index.get(key));
  }

  /** The present time, as exactly as it is kept. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  synchronized Optional<ObjectContent> open(String key) throws IOException {
    StoredObject object = index.get(key);
    return object == null
        ? Optional.empty()
        : Optional.of(new ObjectContent(object, Files.newByteChannel(file(key))));
  }

  /** Writes content aside. */
  Draft draft(InputStream content, Function<ContentDigest, StoredObject> describe)
      throws IOException {
    Path file = folder.resolve(DRAFTS).resolve(Long.toString(drafts.incrementAndGet()));
    try {
      return new Draft(file, ObjectFile.write(file, content, largestObject, describe));
    } catch (NoSuchFileException e) {
      throw Refused.because(BucketError.NO_SUCH_BUCKET);
    }
  }

  /**
   * Makes a draft visible, or drops it.
   *
   * @param precondition is given what is there now, and may refuse
   */
  StoredObject publish(Draft draft, Consumer<Optional<StoredObject>> precondition)
      throws IOException {
    try {
      publishLocked(draft, precondition);
    } finally {
      // Only there if it was not moved.
      Files.deleteIfExists(draft.file());
    }
    return draft.object();
  }

  private synchronized void publishLocked(
      Draft draft, Consumer<Optional<StoredObject>> precondition) throws IOException {
    if (removed) {
      throw Refused.because(BucketError.NO_SUCH_BUCKET);
    }
    String key = draft.object().key();
    precondition.accept(find(key));
    move(draft.file(), file(key));
    index.put(key, draft.object());
  }

  synchronized void delete(String key) throws IOException {
    if (index.remove(key) != null) {
      Files.deleteIfExists(file(key));
    }
  }

  /** Removes the whole bucket, which must be empty. */
  synchronized void remove() throws IOException {
    if (!index.isEmpty() || !uploads.isEmpty()) {
      throw Refused.because(BucketError.BUCKET_NOT_EMPTY);
    }
    removed = true;
    Files.deleteIfExists(folder.resolve(CREATED));
    deleteTree(folder);
  }

  /** No key is ever part of a path: whatever is in it, its file's name is 64 hexadecimal digits. */
  private Path file(String key) {
    String name = HexFormat.of().formatHex(sha256(key));
    return folder.resolve(OBJECTS).resolve(name.substring(0, 2)).resolve(name);
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      Files.createDirectories(to.getParent());
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.deleteIfExists(folder);
      return;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        deleteTree(child);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.deleteIfExists(folder);
  }
}
