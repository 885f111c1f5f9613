package darkroom.pipeline;

import darkroom.report.Progress;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableBiConsumer;
import org.apache.beam.sdk.values.PCollection;

/** Passes elements on and tells the run's progress of each. */
final class Observe<T> extends PTransform<PCollection<T>, PCollection<T>> {
  private static final long serialVersionUID = 1;

  private final String runId;
  private final SerializableBiConsumer<Progress, T> observer;

  private Observe(String runId, SerializableBiConsumer<Progress, T> observer) {
    this.runId = runId;
    this.observer = observer;
  }

  static <T> Observe<T> each(String runId, SerializableBiConsumer<Progress, T> observer) {
    return new Observe<>(runId, observer);
  }

  @Override
  public PCollection<T> expand(PCollection<T> elements) {
    return elements
        .apply("Tell", ParDo.of(new Tell<>(runId, observer)))
        .setCoder(elements.getCoder());
  }

  private static final class Tell<T> extends DoFn<T, T> {
    private static final long serialVersionUID = 1;
    private final String runId;
    private final SerializableBiConsumer<Progress, T> observer;

    Tell(String runId, SerializableBiConsumer<Progress, T> observer) {
      this.runId = runId;
      this.observer = observer;
    }

    @ProcessElement
    public void tell(@Element T element, OutputReceiver<T> out) {
      observer.accept(Progress.of(runId), element);
      out.output(element);
    }
  }
}
