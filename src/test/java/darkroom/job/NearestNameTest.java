package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
  private static final List<String> KEYS = List.of("name", "manifest", "recipe", "output", "fit");

  @ParameterizedTest
  @CsvSource({
    "recipie, recipe",
    "Recipe, recipe",
    "reciep, recipe",
    "manfest, manifest",
    "fits, fit",
    "out_put, output"
  })
  void findsTheKeyThatWasMeant(String given, String meant) {
    assertThat(NearestName.of(given, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "AssesSharpnes, AssessSharpness",
    "assess_exposure, AssessExposure",
    "Composition, IntelligentComposition",
    "ColourizeImage, ColorizeImage",
    "SuperResolution, MakeSuperResolutionImage"
  })
  void findsTheActionThatWasMeant(String given, String meant) {
    assertThat(NearestName.of(given, ActionNames.all())).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"budget", "when", "x", ""})
  void suggestsNothingWhereNothingIsNear(String given) {
    assertThat(NearestName.of(given, KEYS)).isEmpty();
    assertThat(NearestName.hint(given, KEYS)).isEmpty();
  }
}
