package darkroom.storage.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may stand in a key goes through every request unharmed. */
class OssKeysTest extends StoreTest {
  static Stream<String> keys() {
    return Stream.of(
        "with space/a b.jpg",
        "照片/图 一.jpg",
        "percent/100%/%2F%20.jpg",
        "plus/a+b.jpg",
        "question/a?b=c&d.jpg",
        "hash/a#b.jpg",
        "quotes/'a\"b<c>.jpg",
        "back/a\\b.jpg",
        "colon/a:b;c=d,e@f$g!h~i(j).jpg",
        "double//slash.jpg",
        "dots/a/..b/.c",
        "emoji/\uD83D\uDCF7.jpg",
        "control/a\tb\nc.jpg",
        "x".repeat(1000));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keepsKey(String key) throws IOException {
    byte[] content = key.getBytes(UTF_8);
    byte[] large = Store.random(250_000);

    store.write(key, content);
    assertThat(store.content(key)).isEqualTo(content);
    assertThat(store.read(key)).isEqualTo(content);

    String spec = Store.id(key.replace("?", "\\?")).toString();
    assertThat(matched(spec)).containsExactly(key);
    assertThat(matched(Store.id(key.substring(0, 4)) + "**")).containsExactly(key);

    store.write(key, large);
    String moved = key.substring(0, 990 < key.length() ? 990 : key.length()) + ".moved";
    store.files.rename(List.of(Store.id(key)), List.of(Store.id(moved)));
    assertThat(store.content(moved)).isEqualTo(large);

    store.files.delete(List.of(Store.id(moved)));
    assertThat(store.sdk.listObjectsV2(Store.BUCKET).getObjectSummaries()).isEmpty();
  }

  private static List<String> matched(String spec) throws IOException {
    MatchResult result = store.files.match(List.of(spec)).get(0);
    return result.metadata().stream()
        .map(metadata -> ((OssResourceId) metadata.resourceId()).key())
        .toList();
  }
}
