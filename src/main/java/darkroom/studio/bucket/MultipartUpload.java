package darkroom.studio.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** One upload in parts: a folder with a file for each part that has come. */
final class MultipartUpload {
  private final String id;
  private final Path folder;
  private final StoredObject promise;
  private final NavigableMap<Integer, StoredObject> parts = new ConcurrentSkipListMap<>();

  /**
   * @param promise the object to be, as far as it is known: key, metadata and the time of the start
   */
  MultipartUpload(String id, Path folder, StoredObject promise) {
    this.id = id;
    this.folder = folder;
    this.promise = promise;
  }

  String id() {
    return id;
  }

  StoredObject promise() {
    return promise;
  }

  /** The parts by their numbers. */
  NavigableMap<Integer, StoredObject> parts() {
    return Collections.unmodifiableNavigableMap(parts);
  }

  void remember(int number, StoredObject part) {
    parts.put(number, part);
  }

  synchronized void publish(int number, Draft part) throws IOException {
    try {
      Files.move(
          part.file(),
          file(number),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      remember(number, part.object());
    } catch (NoSuchFileException e) {
      throw Refused.because(BucketError.NO_SUCH_UPLOAD);
    } finally {
      Files.deleteIfExists(part.file());
    }
  }

  /** The contents of parts, one after another; each file is opened when its turn comes. */
  InputStream contents(SortedMap<Integer, StoredObject> chosen) {
    Iterator<Map.Entry<Integer, StoredObject>> left = chosen.entrySet().iterator();
    return new SequenceInputStream(
        new Enumeration<InputStream>() {
          @Override
          public boolean hasMoreElements() {
            return left.hasNext();
          }

          @Override
          public InputStream nextElement() {
            Map.Entry<Integer, StoredObject> part = left.next();
            return content(part.getKey(), part.getValue().size());
          }
        });
  }

  private InputStream content(int number, long size) {
    try {
      return new BoundedStream(Files.newInputStream(file(number)), size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(int number) {
    return folder.resolve(Integer.toString(number));
  }

  synchronized void discard() throws IOException {
    BucketFolder.deleteTree(folder);
    parts.clear();
  }
}
