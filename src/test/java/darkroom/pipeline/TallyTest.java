package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Money;
import darkroom.pipeline.Outcome.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void addsUpPhotosCallsAndCost() {
    TallyOutcomes tally = new TallyOutcomes();
    Tally first = tally.addInput(tally.createAccumulator(), Outcomes.done());
    Tally second = tally.addInput(first, Outcomes.missing());
    Tally other = tally.addInput(tally.createAccumulator(), Outcomes.halfDone());

    assertThat(tally.mergeAccumulators(List.of(second, other)))
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
    TallyOutcomes tally = new TallyOutcomes();

    assertThat(tally.extractOutput(tally.mergeAccumulators(List.of()))).isEqualTo(Tally.NONE);
    assertThat(Tally.NONE.photos(Status.DONE)).isZero();
  }
}
