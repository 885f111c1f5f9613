package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SaliencyMapTest {
  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void sharesOneAmongAllPlaces(String name) {
    SaliencyMap map = SaliencyMap.of(Photos.sample(name));
    assertThat(Math.max(map.width(), map.height())).isEqualTo(128);
    double sum = IntStream.range(0, map.width() * map.height()).mapToDouble(map::share).sum();
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  /** The boxes hold the subjects: left, top, right and bottom in shares of the sides. */
  @ParameterizedTest
  @CsvSource({
    "astronaut.png, 0.22, 0.02, 0.60, 0.57",
    "camera.png,    0.27, 0.12, 0.65, 0.64",
    "chelsea.png,   0.28, 0.27, 0.77, 0.90",
    "rocket.jpg,    0.45, 0.28, 0.55, 1.00",
    "seeding.jpg,   0.13, 0.09, 0.46, 0.57"
  })
  void isDenserWhereTheSubjectIs(
      String name, double left, double top, double right, double bottom) {
    Mat photo = Photos.sample(name);
    SaliencyMap map = SaliencyMap.of(photo);
    double inside = 0;
    for (int i = 0; i < map.width() * map.height(); i++) {
      int row = i / map.width();
      double u = (i % map.width() + 0.5) / map.width();
      double v = (row + 0.5) / map.height();
      if (u > left && u < right && v > top && v < bottom) {
        inside += map.share(i);
      }
    }
    double area = (right - left) * (bottom - top);
    assertThat(inside / area).isGreaterThan(1.1);
  }
}
