package darkroom.storage.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.storage.FileStat;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.beam.sdk.io.FileSystems;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole files in a bucket. */
class WholeObjectsTest extends StoreTest {
  private static final String BASE = "oss://" + Store.BUCKET + "/";

  @BeforeAll
  static void register() {
    FileSystems.setDefaultPipelineOptions(store.options());
  }

  @Test
  void writesObjectAndReplacesIt() throws IOException {
    String file = BASE + "whole/a [1]*{x}\\?/\u56fe.txt";

    WholeFiles.write(file, new byte[] {1}, "image/png");
    WholeFiles.write(file, new byte[] {2, 3}, "image/png");

    String key = file.substring(BASE.length());
    assertThat(store.content(key)).containsExactly(2, 3);
    assertThat(WholeFiles.read(file)).containsExactly(2, 3);
    var metadata = store.sdk.getObjectMetadata(Store.BUCKET, key);
    assertThat(metadata.getContentType()).isEqualTo("image/png");
    assertThat(WholeFiles.stat(file))
        .contains(new FileStat(2, metadata.getLastModified().getTime()));
    assertThat(WholeFiles.list(BASE + "whole/a [1]*{x}\\?/")).containsOnlyKeys(file);
  }

  /** Where a pattern would match the other one. */
  @Test
  void takesNamesToTheLetter() throws IOException {
    store.put("letter/a1.jpg");
    assertThat(WholeFiles.stat(BASE + "letter/a[1].jpg")).isEmpty();
    assertThatThrownBy(() -> WholeFiles.read(BASE + "letter/a[1].jpg"))
        .isInstanceOf(NoSuchFileException.class);

    store.put("letter/a[1].jpg", new byte[] {1});
    assertThat(WholeFiles.stat(BASE + "letter/a[1].jpg").orElseThrow().bytes()).isEqualTo(1);
    WholeFiles.delete(List.of(BASE + "letter/a[1].jpg", BASE + "letter/none"));
    assertThat(store.holds("letter/a[1].jpg")).isFalse();
    assertThat(store.holds("letter/a1.jpg")).isTrue();
  }

  @Test
  void letsOneOfManyCreate() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> writers = new ArrayList<>();
    IntStream.range(0, 8)
        .forEach(
            i ->
                writers.add(
                    () ->
                        WholeFiles.createIfAbsent(
                            BASE + "whole/raced", new byte[] {(byte) i}, "text/plain")));
    int created = 0;
    for (Future<Boolean> writer : threads.invokeAll(writers)) {
      created += writer.get() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(created).isEqualTo(1);
    assertThat(WholeFiles.createIfAbsent(BASE + "whole/raced", new byte[9], "text/plain"))
        .isFalse();
    assertThat(store.content("whole/raced")).hasSize(1);
  }

  @Test
  void listsObjectsOfFolderAlone() throws IOException {
    store.put("list/", "list/a", "list/b", "list/sub/c", "listed");

    assertThat(WholeFiles.list(BASE + "list/")).containsOnlyKeys(BASE + "list/a", BASE + "list/b");
    assertThat(WholeFiles.list(BASE + "none/")).isEmpty();
  }
}
