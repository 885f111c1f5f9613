package darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole files on this machine. */
class WholeFilesTest {
  private static final String TEXT = "text/plain";

  @TempDir Path folder;

  @Test
  void writesFileWithItsFoldersAndReplacesIt() throws IOException {
    String file = folder + "/a [1]*/\u56fe/b?.txt";

    WholeFiles.write(file, new byte[] {1}, TEXT);
    WholeFiles.write(file, new byte[] {2, 3}, TEXT);

    assertThat(WholeFiles.read(file)).containsExactly(2, 3);
    assertThat(WholeFiles.stat(file))
        .contains(new FileStat(2, Files.getLastModifiedTime(Path.of(file)).toMillis()));
    assertThat(WholeFiles.list(folder + "/a [1]*/\u56fe/")).containsOnlyKeys(file);
    try (Stream<Path> files = Files.list(Path.of(file).getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void createsFileOnlyWhereThereIsNone() throws IOException {
    String file = folder + "/deep/a.txt";

    assertThat(WholeFiles.createIfAbsent(file, new byte[] {1}, TEXT)).isTrue();
    assertThat(WholeFiles.createIfAbsent(file, new byte[] {2}, TEXT)).isFalse();

    assertThat(WholeFiles.read(file)).containsExactly(1);
    try (Stream<Path> files = Files.list(folder.resolve("deep"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void letsOneOfManyCreateAndShowsNoneHalfWritten() throws Exception {
    int length = 3_000_000;
    String file = folder + "/raced";
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(9);
    Future<Void> reader =
        threads.submit(
            () -> {
              while (!done.get()) {
                WholeFiles.stat(file).ifPresent(s -> assertThat(s.bytes()).isEqualTo(length));
              }
              return null;
            });
    List<Callable<Boolean>> writers = new ArrayList<>();
    IntStream.range(0, 8)
        .forEach(i -> writers.add(() -> WholeFiles.createIfAbsent(file, filled(length, i), TEXT)));
    int created = 0;
    for (Future<Boolean> writer : threads.invokeAll(writers)) {
      created += writer.get() ? 1 : 0;
    }
    done.set(true);
    reader.get();
    threads.shutdown();

    assertThat(created).isEqualTo(1);
    byte[] content = WholeFiles.read(file);
    assertThat(content).isEqualTo(filled(length, content[0]));
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void writesThroughLinkToFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    WholeFiles.write(link + "/a", new byte[] {1}, TEXT);

    assertThat(real.resolve("a")).exists();
  }

  @Test
  void tellsWhatIsNotThere() throws IOException {
    assertThat(WholeFiles.stat(folder + "/none")).isEmpty();
    assertThat(WholeFiles.stat(folder.toString())).isEmpty();
    assertThat(WholeFiles.list(folder + "/none/")).isEmpty();
    assertThatThrownBy(() -> WholeFiles.read(folder + "/none"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void leavesFoldersAndUnfinishedFilesOutOfList() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve(".0000.part"), "half");
    Files.writeString(folder.resolve(".hidden"), "whole");

    assertThat(WholeFiles.list(folder + "/")).containsOnlyKeys(folder + "/.hidden");
  }

  @Test
  void removesWhatAKilledWriterLeftAndNothingElse() throws Exception {
    Process other = new ProcessBuilder("sleep", "0").start();
    Path mine = Files.writeString(Parts.in(folder), "half");
    String name = mine.getFileName().toString();
    String dead = name.replace("-" + ProcessHandle.current().pid() + "-", "-" + other.pid() + "-");
    other.waitFor();
    Files.writeString(folder.resolve(dead), "half");
    Path elsewhere =
        Files.writeString(folder.resolve(dead.replaceFirst("[0-9a-f]{8}", "00000000")), "half");
    Path foreign = Files.writeString(folder.resolve(".photo.part"), "a person's");

    WholeFiles.write(folder + "/a", new byte[] {1}, TEXT);

    assertThat(folder).isDirectoryNotContaining("glob:**/" + dead);
    assertThat(mine).exists();
    assertThat(elsewhere).exists();
    assertThat(foreign).exists();
    Files.setLastModifiedTime(elsewhere, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Parts.removeAbandoned(folder);
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void deletesWhatIsThere() throws IOException {
    String file = folder + "/a[1]";
    WholeFiles.write(file, new byte[] {1}, TEXT);

    WholeFiles.delete(List.of(file, folder + "/none"));

    assertThat(WholeFiles.stat(file)).isEmpty();
  }

  @Test
  void saysWhichLocationNoFileSystemReads() {
    assertThatThrownBy(() -> WholeFiles.read("nowhere://a/b"))
        .isInstanceOf(IOException.class)
        .hasMessage("Expected a file's location but was nowhere://a/b");
  }
}
