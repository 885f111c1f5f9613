package darkroom.studio;

import static darkroom.action.ApiError.INTERNAL_ERROR_ALGO;
import static darkroom.action.ApiError.INVALID_API_OUT_OF_SERVICE;
import static darkroom.action.ApiError.INVALID_IMAGE_CONTENT;
import static darkroom.action.ApiError.PARAMETER_ERROR;

import darkroom.action.Action;
import darkroom.action.ByteSize;
import darkroom.action.Parameter;
import darkroom.action.ParameterType.ImageUrl;
import darkroom.studio.ImageIntake.Intake;
import darkroom.studio.ImageIntake.Role;
import darkroom.studio.ImageIntake.Taken;
import darkroom.studio.operation.Operation;
import darkroom.studio.operation.Picture;
import darkroom.studio.operation.Unacceptable;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Carries actions out: fetches and checks the images, decodes them, operates, stores pictures. */
final class Work {
  private static final System.Logger LOG = System.getLogger(Work.class.getName());

  /** A result, or why there is none. */
  sealed interface Done permits Result, Refusal {}

  /** The fields of an answer's {@code Data}. */
  record Result(Map<String, Object> data) implements Done {}

  /** What an operation needs, or why it is not begun. */
  sealed interface Gathered permits Materials, Refusal {}

  /** Images that were held to the limits but not decoded, and the other arguments. */
  private record Materials(
      Operation operation, Map<Parameter, Taken> images, SortedMap<String, String> others)
      implements Gathered {
    ByteSize memory() {
      return operation.memory(images.values().stream().mapToLong(Taken::pixels).sum());
    }
  }

  private final Map<String, Operation> operations;
  private final ImageIntake intake;
  private final ResultStore results;
  private final Room room;

  Work(List<Operation> operations, ImageIntake intake, ResultStore results, Room room) {
    this.room = room;
    this.operations =
        operations.stream().collect(Collectors.toMap(o -> o.action().name(), Function.identity()));
    this.intake = intake;
    this.results = results;
  }

  /** Carries an action out with arguments that have been checked. */
  Done carryOut(Action action, Map<String, String> arguments) {
    Gathered gathered = gather(action, arguments);
    if (gathered instanceof Refusal refusal) {
      return refusal;
    }
    Materials materials = (Materials) gathered;
    return room.with(materials.memory(), () -> operate(materials));
  }

  /** Why an action would not be begun with arguments that have been checked; nothing is decoded. */
  Optional<Refusal> refusal(Action action, Map<String, String> arguments) {
    return gather(action, arguments) instanceof Refusal refusal
        ? Optional.of(refusal)
        : Optional.empty();
  }

  private Gathered gather(Action action, Map<String, String> arguments) {
    Operation operation = operations.get(action.name());
    if (operation == null) {
      return Refusal.expected(
          INVALID_API_OUT_OF_SERVICE, "an action this studio does", "Action", action.name());
    }
    TreeMap<String, String> others = new TreeMap<>(action.canonical(arguments));
    Parameter subject = action.subject(arguments);
    Map<Parameter, Taken> images = new LinkedHashMap<>();
    for (Parameter parameter : action.parameters()) {
      String link = others.get(parameter.name());
      if (parameter.type() instanceof ImageUrl && link != null) {
        Role role = parameter.equals(subject) ? Role.SUBJECT : Role.OTHER;
        Intake intaken = intake.take(action, parameter, role, link);
        if (intaken instanceof Refusal refusal) {
          return refusal;
        }
        images.put(parameter, (Taken) intaken);
        others.remove(parameter.name());
      }
    }
    return new Materials(operation, images, others);
  }

  private Done operate(Materials materials) {
    Operation operation = materials.operation();
    Map<String, Object> made;
    // The scope frees the pixels now; the collector does not know how much memory they hold.
    try (PointerScope scope = new PointerScope()) {
      Map<String, Mat> decoded = new LinkedHashMap<>();
      for (Map.Entry<Parameter, Taken> image : materials.images().entrySet()) {
        Optional<Mat> pixels = Pixels.decode(image.getValue().bytes());
        if (pixels.isEmpty()) {
          return Refusal.expected(
              INVALID_IMAGE_CONTENT,
              "a whole image",
              operation.action() + "." + image.getKey().name(),
              "one that cannot be decoded");
        }
        decoded.put(image.getKey().name(), pixels.get());
      }
      made = operation.apply(decoded, materials.others());
    } catch (Unacceptable e) {
      return new Refusal(PARAMETER_ERROR, e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, operation.action() + " failed on an image", e);
      return new Refusal(INTERNAL_ERROR_ALGO, operation.action() + " failed on this image");
    }
    Map<String, Object> data = new LinkedHashMap<>();
    made.forEach((name, value) -> data.put(name, linked(value)));
    return new Result(data);
  }

  /** The value with each picture stored and its link in its place. */
  private Object linked(Object value) {
    if (value instanceof Picture picture) {
      return results.put(picture).toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::linked).toList();
    }
    return value;
  }
}
