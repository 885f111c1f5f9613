package darkroom.storage.oss;

import static org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions.RESOLVE_DIRECTORY;
import static org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions.RESOLVE_FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OssResourceIdTest {
  @BeforeAll
  static void register() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @ParameterizedTest
  @CsvSource({
    "oss://shop/, a, oss://shop/a",
    "oss://shop, a, oss://shop/a",
    "oss://shop/x/, a.jpg, oss://shop/x/a.jpg",
    "oss://shop/x/, y/a.jpg, oss://shop/x/y/a.jpg",
    "oss://shop/x/, *, oss://shop/x/*",
    "oss://shop/x/, oss://other/b, oss://other/b",
    "oss://shop/x/, a b%20+?#照片, oss://shop/x/a b%20+?#照片"
  })
  void resolvesFiles(String base, String other, String resolved) {
    assertThat(OssResourceId.of(base).resolve(other, RESOLVE_FILE)).hasToString(resolved);
  }

  @ParameterizedTest
  @CsvSource({
    "oss://shop/, a, oss://shop/a/",
    "oss://shop/, a/, oss://shop/a/",
    "oss://shop/x/y/, .., oss://shop/x/",
    "oss://shop/x/y/, ../, oss://shop/x/",
    "oss://shop/x/, .., oss://shop/",
    "oss://shop/, .., oss://shop/",
    "oss://shop/x/, ., oss://shop/x/",
    "oss://shop/x/, *, oss://shop/x/*/",
    "oss://shop/x/, oss://other, oss://other/"
  })
  void resolvesFolders(String base, String other, String resolved) {
    assertThat(OssResourceId.of(base).resolve(other, RESOLVE_DIRECTORY)).hasToString(resolved);
  }

  @Test
  void refusesToResolveFolderAsFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OssResourceId.of("oss://shop/").resolve("a/", RESOLVE_FILE))
        .withMessage("Expected a file's name to resolve against oss://shop/ but was a/");
  }

  @Test
  void refusesToResolveAgainstFile() {
    assertThatIllegalStateException()
        .isThrownBy(() -> OssResourceId.of("oss://shop/a").resolve("b", RESOLVE_FILE))
        .withMessage("Expected a folder to resolve b against but was oss://shop/a");
  }

  @Test
  void refusesUnknownWayToResolve() {
    ResolveOptions other =
        new ResolveOptions() {
          @Override
          public String toString() {
            return "sideways";
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OssResourceId.of("oss://shop/").resolve("b", other))
        .withMessage("Expected a standard way to resolve but was sideways");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oss://",
        "oss:///a",
        "s3://shop/a",
        "oss://Shop/a",
        "oss://s/a",
        "oss://*/a",
        "a"
      })
  void refusesOtherUris(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OssResourceId.of(uri))
        .withMessage(
            "Expected oss://bucket/key with a bucket's name of 3 to 63 small letters, digits and"
                + " hyphens but was "
                + uri);
  }

  @ParameterizedTest
  @CsvSource({
    "oss://shop/x/a.jpg, a.jpg, oss://shop/x/",
    "oss://shop/a.jpg, a.jpg, oss://shop/",
    "oss://shop/x/y/, y/, oss://shop/x/y/",
    "oss://shop/, , oss://shop/",
  })
  void tellsNameAndFolder(String uri, String name, String folder) {
    OssResourceId id = OssResourceId.of(uri);
    assertThat(id.getFilename()).isEqualTo(name);
    assertThat(id.getCurrentDirectory()).hasToString(folder);
    assertThat(id.isDirectory()).isEqualTo(uri.endsWith("/"));
    assertThat(id.getScheme()).isEqualTo("oss");
  }

  /** What Beam's own battery for resource ids asks of one. */
  @ParameterizedTest
  @ValueSource(strings = {"oss://shop/", "oss://shop/x/y/"})
  void keepsBeamsContract(String uri) {
    ResourceId base = OssResourceId.of(uri);
    ResourceId file1 = base.resolve("child1", RESOLVE_FILE);
    ResourceId file2 = base.resolve("child2", RESOLVE_FILE);
    ResourceId folder1 = base.resolve("child1", RESOLVE_DIRECTORY);
    ResourceId folder2 = base.resolve("child2", RESOLVE_DIRECTORY);

    List<ResourceId> all = List.of(base, file1, file2, folder1, folder2);
    assertThat(all).doesNotHaveDuplicates();
    assertThat(all.stream().map(ResourceId::toString)).doesNotHaveDuplicates();
    assertThat(base.resolve("child2", RESOLVE_FILE)).isEqualTo(file2).hasSameHashCodeAs(file2);
    assertThat(base.resolve("child2", RESOLVE_DIRECTORY)).isEqualTo(folder2);
    assertThat(file1.getCurrentDirectory()).isEqualTo(base);
    assertThat(folder1.getCurrentDirectory()).isEqualTo(folder1);
    assertThat(file1.isDirectory()).isFalse();
    assertThat(folder1.isDirectory()).isTrue();
    for (ResourceId id : all) {
      ResourceId cloned = FileSystems.matchNewResource(id.toString(), id.isDirectory());
      assertThat(cloned).isEqualTo(id).hasToString(id.toString());
      assertThat(cloned.isDirectory()).isEqualTo(id.isDirectory());
      assertThat(SerializableUtils.clone(id)).isEqualTo(id);
    }
  }

  @Test
  void makesNewFoldersAndFiles() {
    assertThat(FileSystems.matchNewResource("oss://shop/a", true)).hasToString("oss://shop/a/");
    assertThat(FileSystems.matchNewResource("oss://shop/a", false)).hasToString("oss://shop/a");
    assertThat(FileSystems.matchNewResource("oss://shop", true)).hasToString("oss://shop/");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileSystems.matchNewResource("oss://shop/a/", false))
        .withMessage("Expected a file's name but was the folder oss://shop/a/");
  }
}
