package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabColourTest {
  /** Pairs of the table that Sharma, Wu and Dalal publish with their paper. */
  @ParameterizedTest
  @CsvSource({
    "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
    "50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000",
    "50, 0, 0, 50, -1, 2, 2.3669",
    "50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792",
    "50, 2.5, 0, 50, 0, -2.5, 4.3065",
    "50, 2.5, 0, 73, 25, -18, 27.1492",
    "50, 2.5, 0, 56, -27, -3, 31.9030",
    "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
    "22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373",
    "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
  })
  void differsAsPublished(
      double l1, double a1, double b1, double l2, double a2, double b2, double difference) {
    LabColour one = new LabColour(l1, a1, b1);
    LabColour other = new LabColour(l2, a2, b2);
    assertThat(one.difference(other)).isCloseTo(difference, within(1e-4));
    assertThat(other.difference(one)).isCloseTo(difference, within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000", "FFFFFF", "FF0000", "056A6B", "123456", "00ff80"})
  void comesBackFromLabAsItWas(String hex) {
    double[] bgr = LabColour.ofHex(hex).displayable().bgr();
    int rgb = Integer.parseInt(hex, 16);
    assertThat(bgr[0]).isCloseTo(rgb & 255, within(0.3));
    assertThat(bgr[1]).isCloseTo(rgb >> 8 & 255, within(0.3));
    assertThat(bgr[2]).isCloseTo(rgb >> 16 & 255, within(0.3));
  }

  @Test
  void losesChromaAloneWhereItCannotBeShown() {
    LabColour shown = new LabColour(90, 20, -90).displayable();
    assertThat(shown.l()).isEqualTo(90);
    assertThat(shown.hue()).isCloseTo(Math.atan2(-90, 20), within(1e-9));
    assertThat(shown.chroma()).isBetween(5.0, 40.0);
  }
}
