package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Parameter;
import darkroom.action.ResultField;
import darkroom.action.ResultField.ImageUrl;
import darkroom.action.ResultField.ImageUrls;
import darkroom.action.ResultField.VideoUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that an action's answer gives, and what becomes of it.
 *
 * <ul>
 *   <li>The first field of an answer, where it holds an image, is the photo that goes on; of a list
 *       of images, the first one.
 *   <li>Every other image, and a video, is a byproduct: it is written, and the photo goes on as it
 *       would without it.
 *   <li>Where the action reads back what another way of working of the same action has hidden, its
 *       image is a byproduct too: the photo is not changed. That is so where the photo itself is
 *       what the other way gives (both are called {@code WatermarkImageURL}).
 *   <li>All else, such as boxes and scores, is data.
 * </ul>
 */
public record Product(ResultField field, Role role) {
  /** What becomes of it. */
  public enum Role {
    /** The photo that goes on; written where the recipe ends or the step says keep. */
    PHOTO,
    /** A result of its own, which is written. */
    BYPRODUCT,
    /** Numbers and words, for the tables. */
    DATA
  }

  /** What a call with these arguments gives, in the order of the answer. */
  static List<Product> of(Action action, Map<String, String> arguments) {
    boolean readsBack = readsBack(action, arguments);
    List<Product> products = new ArrayList<>();
    for (ResultField field : action.results()) {
      if (field.when().filter(c -> !action.holds(c, arguments)).isEmpty()) {
        products.add(new Product(field, role(field, products.isEmpty() && !readsBack)));
      }
    }
    return List.copyOf(products);
  }

  private static Role role(ResultField field, boolean mayGoOn) {
    boolean image = field.type() instanceof ImageUrl || field.type() instanceof ImageUrls;
    if (image && mayGoOn) {
      return Role.PHOTO;
    }
    return image || field.type() instanceof VideoUrl ? Role.BYPRODUCT : Role.DATA;
  }

  private static boolean readsBack(Action action, Map<String, String> arguments) {
    Optional<Parameter> photo =
        action.parameters().stream()
            .filter(p -> p.subject().filter(c -> action.holds(c, arguments)).isPresent())
            .findFirst();
    return action.results().stream()
        .filter(r -> r.when().filter(c -> !action.holds(c, arguments)).isPresent())
        .anyMatch(r -> photo.filter(p -> p.name().equals(r.name())).isPresent());
  }

  /** Whether the field holds any number of images. */
  public boolean isList() {
    return field.type() instanceof ImageUrls;
  }

  /**
   * What {@code {step}} stands for in the name of this image: the step's label, with the field's
   * name behind it where the answer's first field is another.
   */
  public String label(EditStep step) {
    boolean first = step.action().results().stream().findFirst().filter(field::equals).isPresent();
    boolean only = field.when().isPresent();
    return first || only ? step.label() : step.label() + "-" + field.name();
  }
}
