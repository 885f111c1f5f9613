package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class IntelligentCompositionTest {
  private record Box(Frame frame, double score) {}

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void scoresEachBoxAsItsCropIsScored(String name) {
    Mat photo = Photos.sample(name);
    for (Box box : boxes(photo, "5")) {
      assertThat(Photos.score(new AssessComposition(), box.frame.of(photo)))
          .isEqualTo(box.score)
          .isBetween(0.0, 5.0);
    }
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void holdsTheSubjectInTheBestBox(String name) {
    Box best = boxes(Photos.sample(name), "5").get(0);
    assertThat(best.frame.holds(Subjects.MARKED.get(name))).as("%s", best).isTrue();
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void findsACropAsGoodAsThePhotoOrBetter(String name) {
    Mat photo = Photos.sample(name);
    assertThat(boxes(photo, "1").get(0).score)
        .isGreaterThanOrEqualTo(Photos.score(new AssessComposition(), photo));
  }

  @ParameterizedTest
  @CsvSource({"-3,1", "0,1", "1,1", "2,2", "5,5", "10,10", "11,10", "1000,10"})
  void bringsTheNumberOfBoxesIntoItsRange(String wanted, int count) {
    assertSound(boxes(Photos.sample("coffee.png"), wanted), count, 600, 400);
  }

  @Test
  void findsFiveBoxesIfNotToldHowMany() {
    Map<String, Mat> images = Map.of("ImageURL", Photos.sample("rocket.jpg"));
    assertThat((List<?>) new IntelligentComposition().apply(images, Map.of()).get("Elements"))
        .hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"33,33", "33,400", "451,33", "451,300"})
  void findsTenBoxesInPicturesOfAnySize(int width, int height) {
    Mat photo = Photos.sample("chelsea.png");
    Mat part = new Frame(0, 0, width, Math.min(height, 300)).of(photo);
    assertSound(boxes(part, "10"), 10, part.cols(), part.rows());
  }

  @Test
  void findsBoxesInALargePhoto() {
    Mat photo = Photos.scaled(Photos.sample("seeding.jpg"), 6);
    assertSound(boxes(photo, "5"), 5, photo.cols(), photo.rows());
  }

  @Test
  void findsBoxesInPlainGreyAndTransparentPictures() {
    assertSound(boxes(Photos.plain(300, 200, CV_8UC1, 90), "10"), 10, 300, 200);
    assertSound(boxes(Photos.plain(64, 99, CV_8UC4, 9, 80, 200, 0), "10"), 10, 64, 99);
    Mat grey = new Mat();
    cvtColor(Photos.sample("astronaut.png"), grey, COLOR_BGR2GRAY);
    assertThat(boxes(grey, "1").get(0).frame.holds(Subjects.MARKED.get("astronaut.png"))).isTrue();
  }

  @Test
  void isTheSameTwiceAndWithOpaqueAlpha() {
    Mat photo = Photos.sample("astronaut.png");
    Mat opaque = new Mat();
    cvtColor(photo, opaque, COLOR_BGR2BGRA);
    assertThat(boxes(photo, "7")).isEqualTo(boxes(photo, "7")).isEqualTo(boxes(opaque, "7"));
  }

  private static void assertSound(List<Box> boxes, int count, int width, int height) {
    assertThat(boxes).hasSize(count);
    assertThat(boxes).extracting(Box::frame).doesNotHaveDuplicates();
    assertThat(boxes)
        .isSortedAccordingTo((a, b) -> Double.compare(b.score, a.score))
        .allSatisfy(
            box -> {
              assertThat(new Frame(0, 0, width, height).holds(box.frame)).isTrue();
              assertThat(box.frame.width()).isPositive();
              assertThat(box.frame.height()).isPositive();
              assertThat(box.score).isBetween(0.0, 5.0);
            });
  }

  private static List<Box> boxes(Mat photo, String count) {
    Map<String, Object> data =
        new IntelligentComposition().apply(Map.of("ImageURL", photo), Map.of("NumBoxes", count));
    assertThat(data).containsOnlyKeys("Elements");
    return ((List<?>) data.get("Elements")).stream().map(e -> box((Map<?, ?>) e)).toList();
  }

  private static Box box(Map<?, ?> element) {
    int x = (Integer) element.get("MinX");
    int y = (Integer) element.get("MinY");
    int width = (Integer) element.get("MaxX") - x;
    int height = (Integer) element.get("MaxY") - y;
    return new Box(new Frame(x, y, width, height), (Double) element.get("Score"));
  }
}
