package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Money;
import darkroom.pipeline.Outcome.Status;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void addsUpPhotosCallsAndCost() {
    assertThat(
            Tally.of(Outcomes.done())
                .plus(Tally.of(Outcomes.missing()))
                .plus(Tally.of(Outcomes.halfDone())))
        .isEqualTo(
            new Tally(
                Map.of(Status.DONE, 1L, Status.FAILED, 2L),
                new TreeMap<>(
                    Map.of("AssessSharpness", 3L, "AssessExposure", 3L, "AssessComposition", 1L)),
                new TreeMap<>(
                    Map.of("AssessSharpness", 2L, "AssessExposure", 1L, "AssessComposition", 1L)),
                0,
                2,
                0,
                Money.cny("0.008")));
  }

  @Test
  void nothingIsNothing() {
    Tally one = Tally.of(Outcomes.done());

    assertThat(Tally.NONE.plus(one)).isEqualTo(one);
    assertThat(Tally.NONE.photos(Status.DONE)).isZero();
  }
}
