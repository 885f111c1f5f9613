package darkroom.pipeline;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Adds outcomes up. */
final class TallyOutcomes extends CombineFn<Outcome, Tally, Tally> {
  private static final long serialVersionUID = 1;

  @Override
  public Tally createAccumulator() {
    return Tally.NONE;
  }

  @Override
  public Tally addInput(Tally tally, Outcome outcome) {
    return tally.plus(Tally.of(outcome));
  }

  @Override
  public Tally mergeAccumulators(Iterable<Tally> tallies) {
    Tally sum = Tally.NONE;
    for (Tally tally : tallies) {
      sum = sum.plus(tally);
    }
    return sum;
  }

  @Override
  public Tally extractOutput(Tally tally) {
    return tally;
  }

  @Override
  public Coder<Tally> getAccumulatorCoder(CoderRegistry registry, Coder<Outcome> input) {
    return JsonCoder.of(Tally.class);
  }

  @Override
  public Coder<Tally> getDefaultOutputCoder(CoderRegistry registry, Coder<Outcome> input) {
    return JsonCoder.of(Tally.class);
  }
}
