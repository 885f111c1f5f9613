package darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalGlobTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("night/late/x.jpg"));
    for (String name :
        List.of("a.jpg", "b.png", "night/c.jpg", "night/late/d.jpg", "night/[e].jpg")) {
      Files.write(folder.resolve(name), new byte[1]);
    }
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("night"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*.jpg",
        "*.{jpg,png}",
        "**.jpg",
        "*/*.jpg",
        "night/**/*.jpg",
        "nig*/c.jpg",
        "night/[e].jpg",
        "a.jpg",
        "night/late/*",
        "./*.jpg",
        "./a.jpg",
        "night/../*.jpg",
        "night/late/../c.jpg",
        "none/*.jpg",
        "none.jpg"
      })
  void findsTheFilesThatBeamDoes(String pattern) throws IOException {
    String all = folder + "/" + pattern;

    assertThat(LocalGlob.matching(all, Integer.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(
            FileSystems.match(all, EmptyMatchTreatment.ALLOW).metadata().stream()
                .map(file -> file.resourceId().toString())
                .toList());
  }

  @Test
  void stopsWhereItHasEnough() throws IOException {
    assertThat(LocalGlob.matching(folder + "/**.jpg", 2)).hasSize(2);
  }

  @Test
  void knowsOtherFileSystemsByTheirScheme() {
    assertThat(LocalGlob.isLocal("photos/*.jpg")).isTrue();
    assertThat(LocalGlob.isLocal("s3://bucket/*.jpg")).isFalse();
  }
}
