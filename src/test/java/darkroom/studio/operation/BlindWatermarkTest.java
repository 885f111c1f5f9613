package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.PSNR;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.TM_CCOEFF_NORMED;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.matchTemplate;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlindWatermarkTest {
  private static final String TEXT = "暗房工作室的隐形文字水印要能读回二十个汉字以上";

  /** What happens to photos on their way. */
  private enum Fate {
    KEPT(m -> m),
    JPEG_75(m -> Photos.jpeg(m, 75)),
    JPEG_50(m -> Photos.jpeg(m, 50)),
    SCALED_75(m -> Photos.scaled(m, 0.75)),
    SCALED_150(BlindWatermarkTest::enlarged),
    CROPPED_AROUND(m -> cropped(m, 0.05, 0.05, 0.9)),
    CROPPED_AT_THE_CORNER(m -> cropped(m, 0.1, 0.1, 0.9)),
    BLURRED(m -> Photos.blurred(m, 0.8));

    private final UnaryOperator<Mat> done;

    Fate(UnaryOperator<Mat> done) {
      this.done = done;
    }
  }

  private static final String[] PHOTOS = {"chelsea.png", "camera.png", "rocket.jpg"};

  /** Each photo marked with the text in each version, as it leaves the operation. */
  private static final Map<String, Picture> MARKED = new HashMap<>();

  @BeforeAll
  static void mark() {
    for (String name : PHOTOS) {
      for (String version : new String[] {"", "_plus", "_bold"}) {
        MARKED.put(name + version, encodedText(Photos.sample(name), version, TEXT, "png", 100));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fate.class)
  void readsTheTextWhateverBecameOfThePhoto(Fate fate) throws IOException {
    for (String name : PHOTOS) {
      Mat photo = Photos.sample(name);
      for (String version : new String[] {"", "_plus", "_bold"}) {
        Mat marked = pixels(MARKED.get(name + version));
        Mat sent = fate.done.apply(marked);
        assertThat(text(sent, version, photo)).as(name + version).isEqualTo(TEXT);
      }
    }
  }

  /**
   * Of a photo this large only the middle is read, and where it was cut out is searched for small.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "_plus"})
  void readsLargePhotosToo(String version) throws IOException {
    Mat photo = new Mat();
    resize(Photos.sample("chelsea.png"), photo, new Size(3001, 2303), 0, 0, INTER_CUBIC);
    Mat marked = pixels(encodedText(photo, version, TEXT, "jpg", 90));

    assertThat(text(marked, version, photo)).isEqualTo(TEXT);
    assertThat(text(cropped(marked, 0.07, 0.05, 0.9), version, photo)).isEqualTo(TEXT);
    assertThat(text(Photos.scaled(marked, 0.75), version, photo)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "astronaut.png",
        "camera.png",
        "chelsea.png",
        "coffee.png",
        "rocket.jpg",
        "seeding.jpg"
      })
  void changesAPhotoByLessThanTheEyeSees(String name) {
    Mat photo = Photos.sample(name);
    assertThat(PSNR(photo, pixels(encodedText(photo, "", TEXT, "png", 100)))).isGreaterThan(45);
    assertThat(PSNR(photo, pixels(encodedText(photo, "_plus", TEXT, "png", 100))))
        .isGreaterThan(42);
    assertThat(PSNR(photo, pixels(encodedText(photo, "_bold", TEXT, "png", 100))))
        .isGreaterThan(40);
  }

  @ParameterizedTest
  @CsvSource({"png,100,image/png", "bmp,100,image/bmp", "jpg,100,image/jpeg", "jpg,60,image/jpeg"})
  void makesTheFileAskedFor(String type, int quality, String mediaType) throws IOException {
    Mat photo = Photos.sample("chelsea.png");
    Picture file = encodedText(photo, "_plus", "hello", type, quality);
    assertThat(file.mediaType()).isEqualTo(mediaType);
    assertThat(text(pixels(file), "_plus", photo)).isEqualTo("hello");
    assertThat(encodedText(photo, "_plus", "hello", "jpg", 50).bytes())
        .hasSizeLessThan(encodedText(photo, "_plus", "hello", "jpg", 90).bytes().length);
  }

  @ParameterizedTest
  @CsvSource({"_plus,_bold", "_bold,_plus", "'',_bold", "_plus,''"})
  void saysWhichVersionAPhotoWasMarkedBy(String encoded, String decoded) {
    Mat photo = Photos.sample("chelsea.png");
    Mat marked = pixels(encodedText(photo, encoded, TEXT, "png", 100));
    assertThatThrownBy(() -> text(marked, decoded, photo))
        .isInstanceOf(Unacceptable.class)
        .hasMessage(
            "Expected decode_text%s for ImageBlindCharacterWatermark.FunctionType but was"
                + " decode_text%s, and the photo was marked by encode_text%s",
            encoded, decoded, encoded);
  }

  @Test
  void readsNothingFromUnmarkedPhotos() {
    for (String name : Photos.NAMES) {
      Mat photo = Photos.sample(name);
      for (MarkVersion version : MarkVersion.values()) {
        assertThat(new BlindReading(photo).in(version)).as(name).isEmpty();
      }
    }
    Mat plain = Photos.plain(200, 200, CV_8UC1, 128);
    assertThatThrownBy(() -> text(plain, "_bold", plain))
        .hasMessage(
            "Expected a photo with a mark for ImageBlindCharacterWatermark.WatermarkImageURL"
                + " but was one that none can be read from");
  }

  @Test
  void tellsALogoFromAText() {
    Mat photo = Photos.sample("chelsea.png");
    Mat marked = pixels(encodedText(photo, "_plus", "hello", "png", 100));
    assertThatThrownBy(() -> logo(marked, "_plus", photo))
        .isInstanceOf(Unacceptable.class)
        .hasMessage(
            "Expected a photo that hides a logo for ImageBlindPicWatermark.WatermarkImageURL"
                + " but was one that hides a text");
  }

  @Test
  void saysIfTheOriginalIsAnother() {
    Mat photo = Photos.sample("astronaut.png");
    Mat marked = pixels(encodedText(photo, "", "hello", "png", 100));
    assertThatThrownBy(() -> text(marked, "", Photos.mirrored(photo, 1)))
        .isInstanceOf(Unacceptable.class)
        .hasMessageContaining("OriginImageURL but was another");
  }

  @ParameterizedTest
  @CsvSource({"6,6", "40,40", "4000,6"})
  void refusesATextThatHasNoRoom(int width, int height) {
    Mat photo = Photos.plain(width, height, CV_8UC3, 90, 100, 110);
    assertThatThrownBy(() -> encodedText(photo, "_plus", TEXT, "png", 100))
        .isInstanceOf(Unacceptable.class)
        .hasMessageStartingWith("Expected 1 to 0 bytes for ImageBlindCharacterWatermark.Text");
  }

  @Test
  void keepsTransparencyAndGrey() throws IOException {
    Mat grey = Photos.sample("camera.png");
    assertThat(pixels(encodedText(grey, "_bold", "x", "png", 100)).channels()).isEqualTo(1);
    Mat clear = new Mat();
    cvtColor(Photos.sample("chelsea.png"), clear, COLOR_BGR2BGRA);
    rectangle(clear, new Rect(0, 0, 100, 100), new Scalar(10, 20, 30, 60), -1, 8, 0);
    Mat marked = pixels(encodedText(clear, "_bold", TEXT, "png", 100));
    assertThat(norm(alpha(marked), alpha(clear), NORM_INF, new Mat())).isZero();
    assertThat(text(marked, "_bold", clear)).isEqualTo(TEXT);
    assertThat(text(pixels(encodedText(clear, "_bold", TEXT, "jpg", 80)), "_bold", clear))
        .isEqualTo(TEXT);
  }

  @Test
  void marksBlackAndWhitePictures() throws IOException {
    for (int tone : new int[] {0, 128, 255}) {
      Mat plain = Photos.plain(300, 300, CV_8UC1, tone);
      Mat marked = pixels(encodedText(plain, "_bold", "hello", "png", 100));
      assertThat(text(marked, "_bold", plain)).isEqualTo("hello");
    }
  }

  @Test
  void isTheSameTwice() {
    Mat photo = Photos.sample("chelsea.png");
    assertThat(encodedText(photo, "_plus", TEXT, "png", 100).bytes())
        .isEqualTo(encodedText(photo, "_plus", TEXT, "png", 100).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_plus", "_bold"})
  void readsTheLogoBack(String version) {
    Mat photo = Photos.sample("astronaut.png");
    Mat logo = Photos.plain(120, 60, CV_8UC3, 250, 240, 230);
    rectangle(logo, new Rect(20, 10, 30, 40), new Scalar(20, 40, 160, 0), -1, 8, 0);
    rectangle(logo, new Rect(60, 30, 40, 20), new Scalar(20, 40, 160, 0), -1, 8, 0);
    Map<String, String> arguments = new HashMap<>();
    arguments.put("FunctionType", "encode_pic" + version);
    arguments.put("OutputFileType", "jpeg");
    arguments.put("QualityFactor", "75");
    Picture file =
        (Picture)
            new ImageBlindPicWatermark()
                .apply(Map.of("OriginImageURL", photo, "LogoURL", logo), arguments)
                .get("WatermarkImageURL");
    Mat read = logo(cropped(pixels(file), 0.05, 0.02, 0.9), version, photo);
    assertThat(read.cols()).isEqualTo(120);
    assertThat(read.rows()).isEqualTo(60);
    Mat likeness = new Mat();
    matchTemplate(read, logo, likeness, TM_CCOEFF_NORMED);
    assertThat(Pixels.values(likeness)[0]).isGreaterThan(0.9f);
  }

  @Test
  void refusesALogoLargerThanThePhoto() {
    Map<String, Mat> images =
        Map.of(
            "OriginImageURL", Photos.plain(99, 99, CV_8UC1, 5),
            "LogoURL", Photos.plain(100, 9, CV_8UC1, 5));
    assertThatThrownBy(
            () ->
                new ImageBlindPicWatermark()
                    .apply(images, Map.of("FunctionType", "encode_pic_plus")))
        .isInstanceOf(Unacceptable.class)
        .hasMessage(
            "Expected a logo no larger than the photo of 99x99 for"
                + " ImageBlindPicWatermark.LogoURL but was 100x9");
  }

  private static Picture encodedText(
      Mat photo, String version, String text, String type, int quality) {
    Map<String, String> arguments = new HashMap<>();
    arguments.put("FunctionType", "encode_text" + version);
    arguments.put("Text", text);
    arguments.put("OutputFileType", type);
    arguments.put("QualityFactor", "" + quality);
    Map<String, Object> data =
        new ImageBlindCharacterWatermark().apply(Map.of("OriginImageURL", photo), arguments);
    assertThat(data).containsOnlyKeys("WatermarkImageURL");
    return (Picture) data.get("WatermarkImageURL");
  }

  private static Object decoded(
      Operation operation, String function, String version, Mat marked, Mat original) {
    Map<String, Mat> images = new HashMap<>();
    images.put("WatermarkImageURL", marked);
    if (version.isEmpty()) {
      images.put("OriginImageURL", original);
    }
    Map<String, Object> data = operation.apply(images, Map.of("FunctionType", function + version));
    assertThat(data).hasSize(1);
    return data.entrySet().iterator().next().getValue();
  }

  private static Mat logo(Mat marked, String version, Mat original) {
    Operation operation = new ImageBlindPicWatermark();
    return pixels((Picture) decoded(operation, "decode_pic", version, marked, original));
  }

  /** The text in the answered picture's own text chunk. */
  private static String text(Mat marked, String version, Mat original) throws IOException {
    Operation operation = new ImageBlindCharacterWatermark();
    Picture picture = (Picture) decoded(operation, "decode_text", version, marked, original);
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in =
        ImageIO.createImageInputStream(new ByteArrayInputStream(picture.bytes()))) {
      reader.setInput(in);
      IIOMetadataNode root =
          (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
      IIOMetadataNode entry = (IIOMetadataNode) root.getElementsByTagName("iTXtEntry").item(0);
      assertThat(entry.getAttribute("keyword")).isEqualTo("Description");
      return entry.getAttribute("text");
    }
  }

  private static Mat pixels(Picture file) {
    return imdecode(new Mat(file.bytes()), IMREAD_UNCHANGED);
  }

  private static Mat alpha(Mat picture) {
    Mat alpha = new Mat();
    extractChannel(picture, alpha, 3);
    return alpha;
  }

  private static Mat enlarged(Mat photo) {
    Mat enlarged = new Mat();
    Size size = new Size(photo.cols() * 3 / 2, photo.rows() * 3 / 2);
    resize(photo, enlarged, size, 0, 0, INTER_CUBIC);
    return enlarged;
  }

  private static Mat cropped(Mat photo, double left, double top, double share) {
    int x = (int) (left * photo.cols());
    int y = (int) (top * photo.rows());
    return Photos.cropped(
        photo, new Rect(x, y, (int) (share * photo.cols()), (int) (share * photo.rows())));
  }
}
