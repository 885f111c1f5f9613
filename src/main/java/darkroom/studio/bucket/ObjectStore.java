package darkroom.studio.bucket;

import darkroom.action.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Buckets and objects in a folder, of which one process at a time has the use.
 *
 * <p>An object is visible only whole. Its metadata is in memory, read when its bucket is first
 * used, so that finding and listing touch no disk.
 */
public final class ObjectStore implements AutoCloseable {
  /** What one put may hold in the object service: PutObject's 5 GB. */
  public static final ByteSize LARGEST_OBJECT = ByteSize.megabytes("5120");

  private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

  /** A name that no bucket can have. */
  private static final String LOCK = ".lock";

  private static final int LONGEST_KEY = 1023;

  private final Path folder;
  private final Clock clock;
  private final ByteSize largestObject;
  private final FileChannel lock;
  private final Map<String, BucketFolder> buckets = new ConcurrentHashMap<>();

  private ObjectStore(Path folder, Clock clock, ByteSize largestObject, FileChannel lock) {
    this.folder = folder;
    this.clock = clock;
    this.largestObject = largestObject;
    this.lock = lock;
  }

  public static ObjectStore open(Path folder) {
    return open(folder, Clock.systemUTC(), LARGEST_OBJECT);
  }

  public static ObjectStore open(Path folder, Clock clock, ByteSize largestObject) {
    try {
      Files.createDirectories(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(lock)) {
        lock.close();
        throw new IllegalStateException(
            "Expected a folder of its own for the object store but " + folder + " is in use");
      }
      return new ObjectStore(folder, clock, largestObject, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLocked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Creates a bucket, or does nothing if it exists. */
  public void createBucket(String name) {
    if (!BUCKET_NAME.matcher(name).matches()) {
      throw Refused.because(BucketError.INVALID_BUCKET_NAME);
    }
    buckets.computeIfAbsent(
        name,
        absent ->
            unchecked(
                () -> {
                  Path path = folder.resolve(absent);
                  return BucketFolder.isAt(path)
                      ? BucketFolder.load(path, clock, largestObject)
                      : BucketFolder.create(path, clock, largestObject);
                }));
  }

  /** Deletes a bucket, which must be empty. */
  public void deleteBucket(String name) {
    BucketFolder doomed = bucket(name);
    buckets.computeIfPresent(
        doomed.name(),
        (known, bucket) -> {
          run(bucket::remove);
          return null;
        });
  }

  /** All buckets, by name. */
  public List<BucketSummary> buckets() {
    List<BucketSummary> found = new ArrayList<>();
    run(
        () -> {
          try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
              if (BucketFolder.isAt(child)) {
                BucketFolder bucket = bucket(child.getFileName().toString());
                found.add(new BucketSummary(bucket.name(), bucket.created()));
              }
            }
          }
        });
    found.sort(Comparator.comparing(BucketSummary::name));
    return List.copyOf(found);
  }

  /** Stores an object, replacing the one that has the key. */
  public StoredObject put(String bucket, String key, InputStream content, ObjectMetadata metadata) {
    return put(bucket, key, content, metadata, Overwrite.ALLOWED);
  }

  public StoredObject put(
      String bucket,
      String key,
      InputStream content,
      ObjectMetadata metadata,
      Overwrite overwrite) {
    BucketFolder target = bucket(bucket);
    checkKey(key);
    overwrite.check(target.find(key));
    Function<ContentDigest, StoredObject> describe =
        digest -> digest.object(key, target.now(), ObjectKind.NORMAL, metadata);
    return unchecked(() -> target.publish(target.draft(content, describe), overwrite::check));
  }

  public Optional<StoredObject> find(String bucket, String key) {
    return bucket(bucket).find(key);
  }

  /**
   * Opens an object's content.
   *
   * @throws Refused if there is none
   */
  public InputStream read(String bucket, String key) {
    return unchecked(() -> open(bucket, key).stream());
  }

  ObjectContent open(String bucket, String key) {
    return unchecked(() -> bucket(bucket).open(key))
        .orElseThrow(() -> Refused.because(BucketError.NO_SUCH_KEY));
  }

  /** Deletes an object, or does nothing if there is none. */
  public void delete(String bucket, String key) {
    BucketFolder holder = bucket(bucket);
    run(() -> holder.delete(key));
  }

  /** The bucket of a name, loaded if need be. */
  BucketFolder bucket(String name) {
    BucketFolder loaded = buckets.get(name);
    if (loaded != null) {
      return loaded;
    }
    if (!BUCKET_NAME.matcher(name).matches() || !BucketFolder.isAt(folder.resolve(name))) {
      throw Refused.because(BucketError.NO_SUCH_BUCKET);
    }
    return buckets.computeIfAbsent(
        name,
        absent -> unchecked(() -> BucketFolder.load(folder.resolve(absent), clock, largestObject)));
  }

  ByteSize largestObject() {
    return largestObject;
  }

  /** Refuses a key that is empty, too long, or that no listing could name. */
  static void checkKey(String key) {
    int length = key.getBytes(StandardCharsets.UTF_8).length;
    boolean unnameable = key.chars().anyMatch(c -> c == 0 || c == 0xFFFE || c == 0xFFFF);
    if (length < 1 || length > LONGEST_KEY || unnameable) {
      throw Refused.because(BucketError.INVALID_OBJECT_NAME);
    }
  }

  /** Lets another process have the folder. */
  @Override
  public void close() {
    run(lock::close);
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private interface Effect {
    void run() throws IOException;
  }

  private static <T> T unchecked(Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Effect effect) {
    unchecked(
        () -> {
          effect.run();
          return Optional.empty();
        });
  }
}
