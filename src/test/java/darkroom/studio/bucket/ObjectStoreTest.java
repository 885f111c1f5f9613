package darkroom.studio.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.photo.Crc64;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {
  private static final ObjectMetadata TEXT = ObjectMetadata.ofType("text/plain");

  @TempDir Path folder;

  private ObjectStore store() {
    ObjectStore store = ObjectStore.open(folder);
    store.createBucket("bkt");
    return store;
  }

  private static List<String> list(BucketFolder bucket, String prefix, String delimiter, int most) {
    List<String> listed = new ArrayList<>();
    String after = "";
    for (Optional<String> next = Optional.of(after); next.isPresent(); ) {
      ListingPage page =
          ListingPage.of(
              bucket.objects(), new ListingPage.Query(prefix, delimiter, next.get(), most));
      assertThat(page.objects().size() + page.commonPrefixes().size()).isLessThanOrEqualTo(most);
      page.objects().forEach(object -> listed.add(object.key()));
      listed.addAll(page.commonPrefixes());
      next = page.next();
    }
    return listed;
  }

  @Test
  void listsTenThousandObjectsPageByPage() {
    try (ObjectStore store = store()) {
      List<String> keys =
          new ArrayList<>(
              IntStream.rangeClosed(0, 10_000).mapToObj("d/%05d.jpg"::formatted).toList());
      Collections.shuffle(keys, new Random(1));
      keys.forEach(key -> store.put("bkt", key, InputStream.nullInputStream(), TEXT));
      BucketFolder bucket = store.bucket("bkt");

      Collections.sort(keys);
      assertThat(list(bucket, "", "", 1000)).containsExactlyElementsOf(keys);
      assertThat(list(bucket, "d/0999", "", 3))
          .containsExactlyElementsOf(keys.subList(9990, 10_000));
      assertThat(list(bucket, "", "/", 1)).containsExactly("d/");
    }
  }

  @Test
  void ordersKeysLikeTheirBytes() {
    Random random = new Random(7);
    int[] points = {
      'a', 'b', '/', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF
    };
    List<String> keys =
        Stream.generate(
                () ->
                    random
                        .ints(random.nextInt(5), 0, points.length)
                        .map(i -> points[i])
                        .collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                        .toString())
            .limit(2000)
            .toList();

    List<String> byBytes =
        keys.stream()
            .sorted(
                (a, b) ->
                    Arrays.compareUnsigned(
                        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
            .toList();

    assertThat(keys.stream().sorted(Utf8Order.KEYS)).containsExactlyElementsOf(byBytes);
  }

  @Test
  void listsEachCommonPrefixOnceWhateverThePageSize() {
    try (ObjectStore store = store()) {
      String last = Character.toString(Character.MAX_CODE_POINT);
      List<String> keys =
          List.of("a", "d", "d/", "d/1", "d/" + last, "d/" + last + "z", "d0", "e/1", "e/2", "f");
      keys.forEach(key -> store.put("bkt", key, InputStream.nullInputStream(), TEXT));

      for (int most = 1; most <= 8; most++) {
        assertThat(list(store.bucket("bkt"), "", "/", most))
            .containsExactlyInAnyOrder("a", "d", "d/", "d0", "e/", "f");
      }
    }
  }

  @Test
  void letsOneOfManyCreate() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ObjectStore store = store()) {
      Callable<Boolean> create =
          () -> {
            try {
              store.put("bkt", "k", Studio.stream("x"), TEXT, Overwrite.FORBIDDEN);
              return true;
            } catch (Refused e) {
              assertThat(e.error()).isEqualTo(BucketError.FILE_ALREADY_EXISTS);
              return false;
            }
          };
      int created = 0;
      for (Future<Boolean> one : threads.invokeAll(Collections.nCopies(50, create))) {
        created += one.get() ? 1 : 0;
      }
      assertThat(created).isEqualTo(1);
      assertThat(folder.resolve("bkt/drafts")).isEmptyDirectory();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void readsOnWhatWasOverwrittenOrDeletedMeanwhile() throws IOException {
    try (ObjectStore store = store()) {
      store.put("bkt", "k", Studio.stream("first, and longer"), TEXT);
      try (InputStream first = store.read("bkt", "k")) {
        store.put("bkt", "k", Studio.stream("second"), TEXT);
        try (InputStream second = store.read("bkt", "k")) {
          store.delete("bkt", "k");
          assertThat(first).hasContent("first, and longer");
          assertThat(second).hasContent("second");
        }
      }
      assertThat(store.find("bkt", "k")).isEmpty();
    }
  }

  @Test
  void leavesDamagedFilesOut() throws IOException {
    try (ObjectStore store = store()) {
      store.put("bkt", "whole", Studio.stream("content"), TEXT.withUser("by", "me"));
      store.put("bkt", "damaged", Studio.stream("content"), TEXT);
    }
    try (Stream<Path> files = Files.walk(folder.resolve("bkt/objects"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (ObjectFile.read(file).key().equals("damaged")) {
          Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));
        }
      }
    }
    Files.writeString(folder.resolve("bkt/drafts/7"), "left by a crash");

    try (ObjectStore store = ObjectStore.open(folder)) {
      assertThat(store.bucket("bkt").objects()).containsOnlyKeys("whole");
      assertThat(store.find("bkt", "whole").orElseThrow().metadata().headers())
          .containsEntry("x-oss-meta-by", "me")
          .containsEntry("content-type", "text/plain");
      assertThat(folder.resolve("bkt/drafts")).isEmptyDirectory();
    }
  }

  @Test
  void keepsTheFolderToItself() {
    try (ObjectStore store = store()) {
      assertThatThrownBy(() -> ObjectStore.open(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Expected a folder of its own for the object store but " + folder + " is in use");
      assertThat(store.buckets()).extracting(BucketSummary::name).containsExactly("bkt");
    }
    ObjectStore.open(folder).close();
  }

  @Test
  void calculatesTheCrcOfEcma() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    Checksum whole = new Crc64();
    whole.update(digits);
    Checksum single = new Crc64();
    for (byte digit : digits) {
      single.update(digit);
    }

    // The check value of CRC-64/XZ in the catalogue of parametrised CRC algorithms.
    assertThat(whole.getValue()).isEqualTo(0x995DC9BBDF1939FAL);
    assertThat(single.getValue()).isEqualTo(0x995DC9BBDF1939FAL);
  }
}
