package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendImageStyleTest {
  private final Operation extend = new ExtendImageStyle();

  @Test
  void keepsEdgesAndComesNearerToTheStyleThanReinhards() {
    double edges = 0;
    double colours = 0;
    double reinhardsColours = 0;
    double textures = 0;
    double reinhardsTextures = 0;
    int pairs = 0;
    for (String name : List.of("chelsea.png", "coffee.png")) {
      Mat photo = Photos.sample(name);
      for (String other : List.of("coffee.png", "rocket.jpg", "seeding.jpg")) {
        if (!name.equals(other)) {
          Mat style = Photos.sample(other);
          Mat result = StyleFigures.decoded(extended(photo, style).get("Url"));
          Mat reinhard = StyleFigures.reinhard(photo, style);
          edges += StyleFigures.edges(photo, result);
          colours += StyleFigures.colours(result, style);
          reinhardsColours += StyleFigures.colours(reinhard, style);
          textures += StyleFigures.textures(result, style);
          reinhardsTextures += StyleFigures.textures(reinhard, style);
          pairs++;
        }
      }
    }
    assertThat(edges / pairs).isGreaterThan(0.55);
    assertThat(colours / reinhardsColours).isLessThan(0.5);
    assertThat(textures / reinhardsTextures).isLessThan(0.6);
  }

  @Test
  void keepsPeopleAsTheyAreAndRepaintsWhatIsAboutThem() {
    Mat photo = Photos.sample("astronaut.png");
    Map<String, Object> data = extended(photo, Photos.sample("seeding.jpg"));
    Mat kept = StyleFigures.decoded(data.get("MajorUrl"));
    Mat all = StyleFigures.decoded(data.get("Url"));
    Rect face = new Rect(190, 85, 65, 95);
    Rect suit = new Rect(60, 300, 60, 150);
    Rect shuttle = new Rect(370, 20, 130, 230);
    assertThat(difference(photo, kept, face)).isLessThan(1);
    assertThat(difference(photo, kept, suit)).isLessThan(1);
    assertThat(difference(photo, all, suit)).isGreaterThan(10);
    assertThat(difference(photo, kept, shuttle)).isGreaterThan(5);
    assertThat(difference(all, kept, shuttle)).isLessThan(1);
  }

  @Test
  void keepsAPersonSeenFromTheSide() {
    Mat photo = Photos.sample("camera.png");
    Mat kept = StyleFigures.decoded(extended(photo, Photos.sample("coffee.png")).get("MajorUrl"));
    assertThat(difference(photo, kept, new Rect(215, 90, 40, 50))).isLessThan(2);
    assertThat(difference(photo, kept, new Rect(140, 200, 80, 100))).isLessThan(2);
    assertThat(difference(photo, kept, new Rect(20, 20, 100, 100))).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chelsea.png", "coffee.png", "rocket.jpg"})
  void saysNothingOfPeopleWhereThereAreNone(String name) {
    Mat photo = Photos.scaled(Photos.sample(name), 0.5);
    assertThat(extended(photo, Photos.sample("coffee.png"))).containsEntry("MajorUrl", "");
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "1,1199,3,2", "47,99,1000,1"})
  void takesAnySizeOfPhotoAndStyle(int width, int height, int styleWidth, int styleHeight) {
    for (int type : List.of(CV_8UC1, CV_8UC3)) {
      Mat result =
          StyleFigures.decoded(
              extended(
                      Photos.plain(width, height, type, 90, 140, 30),
                      Photos.plain(styleWidth, styleHeight, CV_8UC3, 107, 106, 5))
                  .get("Url"));
      assertThat(result.cols()).isEqualTo(width);
      assertThat(result.rows()).isEqualTo(height);
      assertThat(StyleFigures.dominant(result, 1).get(0).difference(LabColour.ofHex("056A6B")))
          .isLessThan(2);
    }
  }

  @Test
  void takesTheLargestPhoto() {
    Mat photo = new Mat();
    resize(Photos.sample("coffee.png"), photo, new Size(1199, 1199));
    Mat result = StyleFigures.decoded(extended(photo, Photos.sample("chelsea.png")).get("Url"));
    assertThat(result.cols()).isEqualTo(1199);
    assertThat(result.rows()).isEqualTo(1199);
  }

  @Test
  void isIdenticalTwice() {
    Mat photo = Photos.scaled(Photos.sample("astronaut.png"), 0.5);
    Mat style = Photos.scaled(Photos.sample("chelsea.png"), 0.5);
    byte[] once = StyleFigures.bytes(StyleFigures.decoded(extended(photo, style).get("Url")));
    assertThat(StyleFigures.bytes(StyleFigures.decoded(extended(photo, style).get("Url"))))
        .isEqualTo(once);
  }

  private static double difference(Mat one, Mat other, Rect place) {
    return StyleFigures.difference(
        new Mat(Pixels.colour(one), place), new Mat(Pixels.colour(other), place));
  }

  private Map<String, Object> extended(Mat photo, Mat style) {
    Map<String, Object> data = extend.apply(Map.of("MajorUrl", photo, "StyleUrl", style), Map.of());
    assertThat(data).containsOnlyKeys("Url", "MajorUrl");
    return data;
  }
}
