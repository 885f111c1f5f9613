package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ByteSize;
import darkroom.studio.http.HttpFront;
import darkroom.studio.http.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the studio takes as an image, over HTTP. */
class ImageIntakeTest {
  private static final int LIMIT = (int) ByteSize.megabytes("3").bytes();

  private static RunningStudio studio;
  private static HttpFront elsewhere;

  @BeforeAll
  static void start() {
    elsewhere =
        HttpFront.bind(0)
            .serve(
                request ->
                    CompletableFuture.completedFuture(
                        request.rawPath().equals("/there.png")
                            ? Response.of(200, "image/png", Samples.png(500, 10))
                            : Response.empty(302).with("Location", "/there.png")));
    studio =
        RunningStudio.started(
            s -> s.withAllowedHosts(Set.of(elsewhere.endpoint().getAuthority())),
            RunningStudio.operation(Actions.ASSESS_SHARPNESS, ImageIntakeTest::shape),
            RunningStudio.operation(Actions.ASSESS_COMPOSITION, ImageIntakeTest::shape),
            RunningStudio.operation(Actions.ERASE_PERSON, ImageIntakeTest::shape),
            RunningStudio.operation(Actions.CHANGE_IMAGE_SIZE, ImageIntakeTest::shape));
  }

  @AfterAll
  static void stop() {
    studio.close();
    elsewhere.close();
  }

  private static Map<String, Object> shape(Mat image) {
    return Map.of(
        "Size", image.cols() + "x" + image.rows(), "Type", image.channels() + "/" + image.depth());
  }

  @Test
  void refusesDeclaredHugePngUnread() {
    JsonNode limited = sharpness(Samples.declaringPng(60_000, 60_000));
    assertThat(limited.at("/Code").textValue()).isEqualTo("InvalidImage.Resolution");
    assertThat(limited.at("/Message").textValue())
        .isEqualTo(
            "Expected a size of at most 999x999 for AssessSharpness.ImageURL but was 60000x60000");

    JsonNode unlimited = composition(Samples.declaringPng(60_000, 60_000));
    assertThat(unlimited.at("/Code").textValue()).isEqualTo("InvalidImage.Resolution");
    assertThat(unlimited.at("/Message").textValue())
        .isEqualTo(
            "Expected at most 100000000 pixels for AssessComposition.ImageURL but was"
                + " 60000x60000");
  }

  @Test
  void refusesJpegThatIsTooShortForTheSizeItClaims() {
    byte[] small = Samples.encoded(400, 300, "jpg");
    byte[] claiming = Damage.sized(small, 9_000, 9_000);

    JsonNode hollow = composition(claiming);

    assertThat(hollow.at("/Code").textValue()).isEqualTo("InvalidImage.Content");
    assertThat(hollow.at("/Message").textValue())
        .isEqualTo(
            "Expected a whole image for AssessComposition.ImageURL but was "
                + small.length
                + " bytes for 9000x9000");
    assertThat(composition(small).at("/Data/Size").textValue()).isEqualTo("400x300");
  }

  @ParameterizedTest
  @CsvSource({"999,1,''", "999,999,''", "1000,1,999x999", "1,1000,999x999"})
  void holdsOpenUpperBound(int width, int height, String expected) {
    assertResolution(sharpness(Samples.png(width, height)), expected, "at most ");
  }

  @ParameterizedTest
  @CsvSource({"33,33,''", "32,33,33x33", "33,32,33x33"})
  void holdsOpenLowerBound(int width, int height, String expected) {
    assertResolution(composition(Samples.png(width, height)), expected, "at least ");
  }

  @ParameterizedTest
  @CsvSource({"2000,40,''", "40,2000,''", "2001,40,2000x2000", "40,2001,2000x2000"})
  void holdsClosedUpperBound(int width, int height, String expected) {
    String link = studio.image("/photos/size", Samples.png(width, height));
    Map<String, String> arguments = Map.of("Url", link, "Width", "10", "Height", "10");
    assertResolution(call(Actions.CHANGE_IMAGE_SIZE, arguments), expected, "at most ");
  }

  @Test
  void holdsOpenByteLimit() {
    byte[] longest = Arrays.copyOf(Samples.png(20, 10), LIMIT - 1);
    byte[] tooLong = Arrays.copyOf(longest, LIMIT);

    assertThat(sharpness(longest).at("/Data/Size").textValue()).isEqualTo("20x10");
    JsonNode refused = sharpness(tooLong);
    assertThat(refused.at("/Code").textValue()).isEqualTo("InvalidParameter.TooLarge");
    assertThat(refused.at("/Message").textValue())
        .isEqualTo("Expected < 3 MB for AssessSharpness.ImageURL but was larger");
  }

  @Test
  void refusesFormatByContent() {
    JsonNode gif = sharpness(Samples.encoded(20, 10, "gif"));
    assertThat(gif.at("/Code").textValue()).isEqualTo("InvalidImage.Content");
    assertThat(gif.at("/Message").textValue())
        .isEqualTo(
            "Expected a JPEG, PNG, BMP, WEBP or TIFF image but was a GIF image"
                + " (AssessSharpness.ImageURL)");

    JsonNode tiff = sharpness(Samples.encoded(20, 10, "tiff"));
    assertThat(tiff.at("/Code").textValue()).isEqualTo("InvalidImage.Content");
    assertThat(tiff.at("/Message").textValue()).endsWith("but was TIFF");

    JsonNode text = sharpness("a text".getBytes(StandardCharsets.UTF_8));
    assertThat(text.at("/Message").textValue()).contains("but was text beginning \"a text\"");

    JsonNode empty = sharpness(new byte[0]);
    assertThat(empty.at("/Message").textValue()).contains("empty");
  }

  @Test
  void refusesImageThatCannotBeDecoded() {
    JsonNode answer = sharpness(Samples.declaringPng(100, 100));

    assertThat(answer.at("/Code").textValue()).isEqualTo("InvalidImage.Content");
    assertThat(answer.at("/Message").textValue())
        .isEqualTo(
            "Expected a whole image for AssessSharpness.ImageURL but was one that cannot be"
                + " decoded");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void makesNoRoomForWhatAPngOnlyClaimsToHold() throws Exception {
    byte[] claiming = Samples.encoded(400, 300, "png");
    int behindHeader = 33;
    ByteBuffer.wrap(claiming).putInt(behindHeader, Integer.MAX_VALUE);
    long before = mostKilobytes();

    JsonNode refused = composition(claiming);

    assertThat(refused.at("/Code").textValue()).isEqualTo("InvalidImage.Content");
    assertThat(mostKilobytes() - before).isLessThan(500_000);
  }

  /** The most memory that this process ever had. */
  private static long mostKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void holdsOnlyThePhotoToLimitsOnSize() {
    String photo = studio.image("/photos/p", Samples.png(50, 50));
    String large = studio.image("/photos/m", Samples.png(3000, 20));

    JsonNode largeMask = call(Actions.ERASE_PERSON, Map.of("ImageURL", photo, "UserMask", large));
    assertThat(largeMask.at("/Data/Size").textValue()).isEqualTo("50x50");
    JsonNode largePhoto = call(Actions.ERASE_PERSON, Map.of("ImageURL", large, "UserMask", photo));
    assertThat(largePhoto.at("/Code").textValue()).isEqualTo("InvalidImage.Resolution");
  }

  @Test
  void holdsEveryImageToFormats() {
    String photo = studio.image("/photos/p", Samples.png(50, 50));
    String gif = studio.image("/photos/g", Samples.encoded(50, 50, "gif"));

    JsonNode answer = call(Actions.ERASE_PERSON, Map.of("ImageURL", photo, "UserMask", gif));

    assertThat(answer.at("/Code").textValue()).isEqualTo("InvalidImage.Content");
    assertThat(answer.at("/Message").textValue())
        .endsWith("but was a GIF image (ErasePerson.UserMask)");
  }

  @ParameterizedTest
  @CsvSource({
    "http://photos.example.com/a.png?x=1, InvalidImage.URL",
    "http://127.0.0.1:1/photos/a.png, InvalidImage.URL",
    "http://b.oss-cn-shanghai.aliyuncs.com/a.png, InvalidImage.URL",
    "http://b.oss-cn-hangzhou.aliyuncs.com/a.png, InvalidImage.Region",
    "http://b.oss-us-west-1-internal.aliyuncs.com/a.png, InvalidImage.Region",
    "file:///etc/passwd, InvalidImage.URL",
    "http:///a.png, InvalidImage.URL",
    "http://name:word@127.0.0.1/a.png, InvalidImage.URL",
    "http://127.0.0.1/\u4e2d.png, InvalidImage.URL",
    "http://127.0.0.1/a b.png, InvalidImage.URL",
  })
  void refusesLinksToElsewhere(String link, String code) {
    JsonNode answer = call(Actions.ASSESS_SHARPNESS, Map.of("ImageURL", link));

    assertThat(answer.at("/Code").textValue()).isEqualTo(code);
    assertThat(answer.at("/Message").textValue()).doesNotContain("x=1");
  }

  @Test
  void refusesObjectWithWrongSignature() {
    String link = studio.image().replace("c2VjcmV0", "guess");

    JsonNode answer = call(Actions.ASSESS_SHARPNESS, Map.of("ImageURL", link));

    assertThat(answer.at("/Code").textValue()).isEqualTo("InvalidImage.Download");
    assertThat(answer.at("/Message").textValue()).endsWith("but was status 403");
  }

  @Test
  void readsAllowedHostButFollowsNoRedirect() {
    String there = elsewhere.endpoint() + "/there.png";
    String moved = elsewhere.endpoint() + "/moved.png";

    assertThat(call(Actions.ASSESS_SHARPNESS, Map.of("ImageURL", there)).at("/Data/Size").asText())
        .isEqualTo("500x10");
    JsonNode refused = call(Actions.ASSESS_SHARPNESS, Map.of("ImageURL", moved));
    assertThat(refused.at("/Code").textValue()).isEqualTo("InvalidImage.Download");
    assertThat(refused.at("/Message").textValue()).endsWith("but was status 302");
  }

  @ParameterizedTest
  @CsvSource({
    "TYPE_BYTE_GRAY, 1/0",
    "TYPE_USHORT_GRAY, 1/0",
    "TYPE_BYTE_INDEXED, 3/0",
    "TYPE_3BYTE_BGR, 3/0",
    "TYPE_4BYTE_ABGR, 4/0"
  })
  void decodesToEightBits(String type, String expected) throws Exception {
    int imageType = BufferedImage.class.getField(type).getInt(null);
    byte[] png = Samples.encoded(new BufferedImage(40, 30, imageType), "png");

    JsonNode answer = sharpness(png);

    assertThat(answer.at("/Data/Type").asText()).isEqualTo(expected);
  }

  @Test
  void doesNotTurnPhotoByItsOrientation() {
    JsonNode answer = sharpness(turned(Samples.encoded(40, 30, "jpg")));

    assertThat(answer.at("/Data/Size").asText()).isEqualTo("40x30");
  }

  /** A JPEG with an EXIF block that says it is to be turned by a quarter. */
  private static byte[] turned(byte[] jpeg) {
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, 2);
    bytes.writeBytes(exif);
    bytes.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }

  private static void assertResolution(JsonNode answer, String expected, String bound) {
    if (expected.isEmpty()) {
      assertThat(answer.has("Data")).as(answer.toString()).isTrue();
    } else {
      assertThat(answer.at("/Code").textValue()).isEqualTo("InvalidImage.Resolution");
      assertThat(answer.at("/Message").textValue())
          .startsWith("Expected a size of " + bound + expected + " for ");
    }
  }

  private static JsonNode sharpness(byte[] image) {
    String link = studio.image("/photos/image", image);
    return call(Actions.ASSESS_SHARPNESS, Map.of("ImageURL", link));
  }

  private static JsonNode composition(byte[] image) {
    String link = studio.image("/photos/image", image);
    return call(Actions.ASSESS_COMPOSITION, Map.of("ImageURL", link));
  }

  private static JsonNode call(Action action, Map<String, String> arguments) {
    return studio.json(SignedCall.acs3(action.name(), arguments));
  }
}
