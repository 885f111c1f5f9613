package darkroom.pipeline;

import org.apache.beam.sdk.transforms.Combine.BinaryCombineFn;

/** Adds estimates up. */
final class AddEstimates extends BinaryCombineFn<Estimate> {
  private static final long serialVersionUID = 1;

  @Override
  public Estimate identity() {
    return Estimate.NOTHING;
  }

  @Override
  public Estimate apply(Estimate one, Estimate other) {
    return one.plus(other);
  }
}
