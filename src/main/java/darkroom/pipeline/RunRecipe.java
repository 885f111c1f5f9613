package darkroom.pipeline;

import darkroom.ledger.Ledger;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Walks each lane's photos through the recipe; here the money is spent.
 *
 * <p>A lane's photos come as one iterable, decoded and recalled as they are needed, so that the
 * lane never drains before its end.
 */
public final class RunRecipe
    extends PTransform<PCollection<KV<Integer, Iterable<byte[]>>>, PCollection<Outcome>> {
  private static final long serialVersionUID = 1;
  static final String STEP = "RunRecipe";

  private final RunSettings settings;

  private RunRecipe(RunSettings settings) {
    this.settings = settings;
  }

  public static RunRecipe of(RunSettings settings) {
    return new RunRecipe(settings);
  }

  @Override
  public PCollection<Outcome> expand(PCollection<KV<Integer, Iterable<byte[]>>> lanes) {
    return lanes
        .apply("WalkLane", ParDo.of(new WalkLane(settings)))
        .setCoder(JsonCoder.of(Outcome.class));
  }

  private static final class WalkLane extends DoFn<KV<Integer, Iterable<byte[]>>, Outcome> {
    private static final long serialVersionUID = 1;
    private final RunSettings settings;

    WalkLane(RunSettings settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void walk(@Element KV<Integer, Iterable<byte[]>> lane, OutputReceiver<Outcome> out)
        throws InterruptedException, IOException {
      try (LaneEquipment equipment = LaneEquipment.of(settings, lane.getKey())) {
        Ledger ledger = Ledger.in(settings.job().output().ledger());
        equipment.lane().walk(RecallCalls.from(ledger, lane.getValue()), out::output);
      }
    }
  }
}
