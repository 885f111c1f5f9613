package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {
  private static final ManifestFile FILE = new ManifestFile("/night/photos.jsonl");

  private final List<Photo> photos = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();

  @Test
  void readsUriAndIdOfEachJsonLine() throws IOException {
    parse(
        ManifestParser.jsonLines(),
        "{\"uri\": \"a.jpg\", \"id\": \"first\"}\n\n{\"uri\": \"/b/c.png\", \"title\": \"x\"}\n");

    assertThat(photos)
        .containsExactly(
            Photo.of("first", "a.jpg", "/night/a.jpg", FILE.line(1)),
            new Photo(
                "/b/c.png",
                "/b/c.png",
                "/b/c.png",
                FILE.line(3),
                new TreeMap<>(Map.of("title", "x"))));
    assertThat(messages).isEmpty();
  }

  @Test
  void keepsWhatElseAJsonLineSaysAsText() throws IOException {
    parse(
        ManifestParser.jsonLines(),
        "{\"uri\": \"a.jpg\", \"ErasePerson.UserMask\": \"oss://b/m.png\", \"year\": 1931,"
            + " \"sold\": true, \"none\": null, \"empty\": \"\", \"box\": [1, {\"a\": 2.50}]}");

    assertThat(photos.get(0).fields())
        .containsExactly(
            entry("ErasePerson.UserMask", "oss://b/m.png"),
            entry("box", "[1,{\"a\":2.5}]"),
            entry("sold", "true"),
            entry("year", "1931"));
  }

  @Test
  void keepsOtherColumnsOfCsvAsText() throws IOException {
    parse(ManifestParser.csv(), "Year,URI,id,ErasePerson.UserMask,\n1931,a.jpg,1,,x\n,b.jpg\n");

    assertThat(photos).extracting(Photo::fields).containsExactly(year("1931"), new TreeMap<>());
  }

  private static SortedMap<String, String> year(String year) {
    return new TreeMap<>(Map.of("Year", year));
  }

  @Test
  void tellsOfEachLineThatIsNoJsonObjectAndReadsOn() throws IOException {
    parse(
        ManifestParser.jsonLines(),
        "a.jpg\n[1]\n{\"uri\": \"a\"} {\"uri\": \"b\"}\n{\"uri\": \"c.jpg\"}");

    assertThat(messages)
        .containsExactly(
            "NotJson: Expected a JSON object with a uri but was a.jpg (/night/photos.jsonl:1)",
            "NotJson: Expected a JSON object with a uri but was [1] (/night/photos.jsonl:2)",
            "NotJson: Expected a JSON object with a uri but was {\"uri\": \"a\"} {\"uri\": \"b\"}"
                + " (/night/photos.jsonl:3)");
    assertThat(photos).extracting(Photo::uri).containsExactly("c.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"uri\": \"\"}", "{\"uri\": null}", "{\"id\": \"x\"}"})
  void tellsOfALineWithoutUri(String line) throws IOException {
    parse(ManifestParser.jsonLines(), line);

    assertThat(messages)
        .containsExactly("NoUri: Expected a uri but was " + line + " (/night/photos.jsonl:1)");
  }

  @Test
  void readsCsvByItsHeader() throws IOException {
    parse(
        ManifestParser.csv(),
        "title,URI,id\n\"one, two\",a b.jpg,1\nthree,\"c,d.jpg\",\n,,9\nfour\n");

    assertThat(photos)
        .containsExactly(
            new Photo("1", "a b.jpg", "/night/a b.jpg", FILE.line(2), title("one, two")),
            new Photo("c,d.jpg", "c,d.jpg", "/night/c,d.jpg", FILE.line(3), title("three")));
    assertThat(messages).hasSize(2).allMatch(m -> m.startsWith("NoUri: Expected a uri but was "));
  }

  private static SortedMap<String, String> title(String title) {
    return new TreeMap<>(Map.of("title", title));
  }

  @Test
  void tellsWhereCsvStopsBeingCsv() throws IOException {
    parse(ManifestParser.csv(), "uri\na.jpg\n\"b.jpg\nc.jpg\n");

    assertThat(photos).extracting(Photo::uri).containsExactly("a.jpg");
    assertThat(messages)
        .singleElement()
        .asString()
        .startsWith("NotCsv: Expected comma-separated values with a header but reading stopped")
        .endsWith("(/night/photos.jsonl:3)");
  }

  @Test
  void takesEachLineOfAListToTheLetter() throws IOException {
    parse(ManifestParser.list(), "#1 100% c+d.jpg\r\n中文.png\n");

    assertThat(photos)
        .extracting(Photo::location)
        .containsExactly("/night/#1 100% c+d.jpg", "/night/中文.png");
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg, /night/a.jpg",
    "sub/a.jpg, /night/sub/a.jpg",
    "/abs/a.jpg, /abs/a.jpg",
    "oss://bucket/a.jpg, oss://bucket/a.jpg",
    "s3://bucket/a%20b.jpg, s3://bucket/a%20b.jpg",
    "file:///abs/a%20b%23.jpg, /abs/a b#.jpg",
    "file:///abs/100% a.jpg, /abs/100% a.jpg",
    "a:b.jpg, /night/a:b.jpg",
  })
  void locatesAUri(String uri, String location) {
    assertThat(FILE.locate(uri)).isEqualTo(location);
  }

  @Test
  void locatesARelativeUriBesideAManifestInABucket() {
    assertThat(new ManifestFile("oss://shop/lists/today.jsonl").locate("a.jpg"))
        .isEqualTo("oss://shop/lists/a.jpg");
  }

  private void parse(ManifestParser parser, String text) throws IOException {
    parser.parse(
        new BufferedReader(new StringReader(text)),
        FILE,
        new ManifestParser.Sink() {
          @Override
          public void photo(Photo photo) {
            photos.add(photo);
          }

          @Override
          public void badLine(Line line, String text, String code, String message) {
            messages.add(code + ": " + message);
          }
        });
  }
}
