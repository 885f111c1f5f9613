package darkroom.pipeline;

import darkroom.job.Product;
import darkroom.ledger.KeptResult;
import darkroom.ledger.PaidCall;
import darkroom.pipeline.Foreseen.Trace;
import darkroom.report.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures or videos that a step is going to give.
 *
 * @param first of them, where the ledger holds it
 * @param trace tells them from others
 * @param pixels about so many in each
 * @param bytes about so many in each
 */
record Pictures(Optional<Working> first, Trace trace, Range count, Range pixels, Range bytes) {

  /**
   * What one product of a call is, where the ledger holds the call.
   *
   * @param of pixels of what the call was made for
   */
  static Pictures held(Product product, PaidCall call, Trace trace, Range of) {
    List<KeptResult> results =
        new Got.Paid(call, Made.Origin.LEDGER, Map.of()).results(product.field().name());
    Optional<Working> first =
        results.stream()
            .findFirst()
            .filter(r -> !KeptPictures.isVideo(r))
            .map(r -> KeptPictures.working(r, Optional.empty()));
    return new Pictures(
        first,
        first.map(f -> Trace.exactly(f.identity().value())).orElse(trace),
        Range.of(results.size()),
        first.map(f -> Range.of(f.header().pixels())).orElse(of),
        results.isEmpty() ? Range.NONE : Range.of(results.get(0).bytes()));
  }

  /** What one product of a call is expected to be. */
  static Pictures expected(Product product, ExpectedResult result, Trace trace, Range of) {
    Range pixels = result.pixels(of);
    return new Pictures(
        Optional.empty(),
        trace.of(product.field().name()),
        result.count(product.field()),
        pixels,
        ExpectedResult.bytes(product.field(), pixels));
  }

  /** How many of them are written beside the one that goes on. */
  Range beside(boolean keep) {
    return keep ? count : new Range(Math.max(0, count.min() - 1), Math.max(0, count.max() - 1));
  }
}
