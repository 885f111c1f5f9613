package darkroom.studio.operation;

import darkroom.bench.Processor;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to a benchmark's clock the processor's, so that other work on the machine does not count.
 */
public final class ProcessorTime implements InternalProfiler {
  static final String LABEL = "processor";

  private long begun;

  @Override
  public String getDescription() {
    return "Processor time of all threads per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    begun = Processor.time();
  }

  @Override
  public List<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double milliseconds = (Processor.time() - begun) / 1e6;
    double each = milliseconds / result.getMetadata().getAllOps();
    return List.of(new ScalarResult(LABEL, each, "ms/op", AggregationPolicy.AVG));
  }
}
