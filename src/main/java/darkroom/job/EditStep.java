package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.FitMode;
import darkroom.job.Argument.Given;
import darkroom.job.Product.Role;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Enhances or edits a photo by an action.
 *
 * @param arguments by the parameter's name on the wire, without the photo itself; a whole list that
 *     a photo's field holds goes by the list's declared name, such as {@code ColorTemplate.N.Color}
 * @param keep whether the image is written though the recipe goes on
 */
public record EditStep(
    String label,
    String actionName,
    SortedMap<String, Argument> arguments,
    FitMode fit,
    Optional<When> when,
    OnFailure onFailure,
    boolean keep)
    implements Step {
  public EditStep {
    arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
  }

  public Action action() {
    return Actions.named(actionName).orElseThrow();
  }

  @Override
  public List<Action> actions() {
    return List.of(action());
  }

  /**
   * The arguments of one photo's call, without the photo itself: those of the job file, with what
   * the photo's own fields say instead.
   *
   * @param fields the photo's fields in the manifest
   */
  public Resolution resolve(Map<String, String> fields) {
    return new RowArguments(action(), arguments, fields).resolve();
  }

  /** What a call with the job file's arguments gives. */
  public List<Product> products() {
    return Product.of(action(), given());
  }

  /** What a call with these arguments gives, in the order of the answer. */
  public List<Product> products(Map<String, String> resolved) {
    return Product.of(action(), resolved);
  }

  /** The arguments that are the same for every photo. */
  SortedMap<String, String> given() {
    SortedMap<String, String> given = new TreeMap<>();
    arguments.forEach(
        (name, argument) -> {
          if (argument instanceof Given value) {
            given.put(name, value.value());
          }
        });
    return given;
  }

  @Override
  public boolean changesPhoto() {
    return products().stream().anyMatch(product -> product.role() == Role.PHOTO);
  }

  @Override
  public List<String> byproductLabels() {
    return products().stream()
        .filter(p -> p.role() == Role.BYPRODUCT || (p.role() == Role.PHOTO && p.isList()))
        .map(product -> product.label(this))
        .toList();
  }

  @Override
  public String describe() {
    return arguments.isEmpty()
        ? actionName
        : arguments.entrySet().stream()
            .map(e -> e.getKey() + "=" + text(e.getValue()))
            .collect(Collectors.joining(", ", actionName + "(", ")"));
  }

  private static String text(Argument argument) {
    return argument instanceof Given given
        ? given.value()
        : "{field: " + ((Argument.Field) argument).name() + "}";
  }

  private Object writeReplace() {
    return Packed.of(this);
  }
}
