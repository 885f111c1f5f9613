package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import darkroom.pipeline.Failure.Consequence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which calls a run may make. */
class ScopeTest {
  private static final Photo THROTTLED = photo("throttled.jpg");
  private static final Photo REFUSED = photo("refused.jpg");
  private static final Photo FINE = photo("fine.jpg");

  private final Scope again =
      new Scope.Again(
          Set.of(name(THROTTLED)),
          Map.of(
              name(REFUSED),
              List.of(
                  earlier("score", "AssessExposure", "Small", Consequence.PASSES),
                  earlier("colour", "ColorizeImage", "InvalidImage.Content", Consequence.ENDS))));

  @Test
  void aRunMayMakeAnyCall() {
    assertThat(new Scope.Every().withheld(FINE, "score", Actions.ASSESS_SHARPNESS)).isEmpty();
  }

  @Test
  void aRetryCallsForThePhotosThatItIsFor() {
    assertThat(again.withheld(THROTTLED, "colour", Actions.COLORIZE_IMAGE)).isEmpty();
  }

  @Test
  void whatFailedInAnotherWayFailsAsItDidAndCostsNothing() {
    Failure failure = again.withheld(REFUSED, "colour", Actions.COLORIZE_IMAGE).orElseThrow();

    assertThat(failure.code()).isEqualTo("InvalidImage.Content");
    assertThat(failure.attempts()).isZero();
    assertThat(failure.billed()).isEqualTo(Failure.Billed.NO);
    assertThat(again.withheld(REFUSED, "score", Actions.ASSESS_EXPOSURE).orElseThrow().code())
        .isEqualTo("Small");
  }

  @Test
  void anotherCallOfAPhotoThatEndedFailsByWhatEndedIt() {
    Failure failure =
        again.withheld(REFUSED, "enlarge", Actions.MAKE_SUPER_RESOLUTION_IMAGE).orElseThrow();

    assertThat(failure.code()).isEqualTo("InvalidImage.Content");
    assertThat(failure.consequence()).isEqualTo(Consequence.ENDS);
  }

  @Test
  void aPhotoThatHasNotFailedIsLeftForARun() {
    Failure failure = again.withheld(FINE, "colour", Actions.COLORIZE_IMAGE).orElseThrow();

    assertThat(failure.consequence()).isEqualTo(Consequence.DEFERS);
    assertThat(failure.actionName()).contains("ColorizeImage");
    assertThat(failure.message()).startsWith("Expected ");
  }

  private static Photo photo(String name) {
    return Photo.of(name, name, "/night/" + name, new Line("/night/m.jsonl", 1));
  }

  private static String name(Photo photo) {
    return Scope.nameOf(photo.uri(), photo.id());
  }

  private static EarlierFailure earlier(
      String step, String action, String code, Consequence consequence) {
    return new EarlierFailure(
        step, action, code, "Expected an image but was none", "R-1", Remedy.REFUSED, consequence);
  }
}
