package darkroom.pipeline;

import darkroom.job.EditStep;
import darkroom.job.Product;
import darkroom.job.Product.Role;
import darkroom.ledger.KeptResult;
import darkroom.pipeline.Got.Paid;
import darkroom.pipeline.Walked.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of the pictures that a step made: one goes on as the photo, the others are written
 * beside it.
 */
final class Products {
  private final Optional<Outputs> outputs;

  /**
   * Products of a recipe.
   *
   * @param outputs where images are written; empty where the recipe makes none
   */
  Products(Optional<Outputs> outputs) {
    this.outputs = outputs;
  }

  /** Takes over what an action made of a photo, one product after the other. */
  CompletableFuture<Walked> take(
      Journey journey,
      Walked walked,
      EditStep step,
      Map<String, String> arguments,
      Paid paid,
      String action) {
    CompletableFuture<Walked> taken = CompletableFuture.completedFuture(walked);
    for (Product product : step.products(arguments)) {
      List<KeptResult> results = paid.results(product.field().name());
      if (!results.isEmpty() && product.role() == Role.PHOTO) {
        List<Working> pictures =
            results.stream().map(r -> KeptPictures.working(r, paid.link(r))).toList();
        Made made = new Made(product.label(step), step.keep(), action);
        taken = taken.thenCompose(so -> become(journey, so, made, pictures));
      } else if (!results.isEmpty() && product.role() == Role.BYPRODUCT) {
        taken = taken.thenCompose(so -> beside(journey, so, product.label(step), results, action));
      }
    }
    return taken;
  }

  /**
   * How pictures were made.
   *
   * @param label what the step is called in names
   * @param keep whether the first is written although later steps change it
   * @param action that made them, with its request id
   */
  record Made(String label, boolean keep, String action) {}

  /** The photo becomes the first of these pictures; the others are written beside it. */
  CompletableFuture<Walked> become(
      Journey journey, Walked walked, Made made, List<Working> pictures) {
    boolean several = pictures.size() > 1;
    Walked became =
        walked.became(pictures.get(0), new Source(made.label(), several ? 1 : 0), made.action());
    CompletableFuture<Walked> written = CompletableFuture.completedFuture(became);
    for (int i = made.keep() ? 0 : 1; i < pictures.size(); i++) {
      Source source = new Source(made.label(), several ? i + 1 : 0);
      Working picture = pictures.get(i);
      written =
          written.thenCompose(
              so -> outputs.orElseThrow().write(journey, so, picture, source, became.actions()));
    }
    return written;
  }

  /** The photo stays what it is. */
  private CompletableFuture<Walked> beside(
      Journey journey, Walked walked, String label, List<KeptResult> results, String action) {
    List<String> actions = new ArrayList<>(walked.actions());
    actions.add(action);
    CompletableFuture<Walked> written = CompletableFuture.completedFuture(walked);
    for (int i = 0; i < results.size(); i++) {
      Source source = new Source(label, results.size() > 1 ? i + 1 : 0);
      KeptResult result = results.get(i);
      written =
          written.thenCompose(
              so -> outputs.orElseThrow().write(journey, so, result, source, actions));
    }
    return written;
  }
}
