package darkroom.action;

import darkroom.action.ParameterType.BinaryString;
import darkroom.action.ParameterType.Choice;
import darkroom.action.ParameterType.Decimal;
import darkroom.action.ParameterType.HexColors;
import darkroom.action.ParameterType.Whole;
import darkroom.action.ParameterType.WholeChoice;
import darkroom.action.ParameterType.WholeRange;
import darkroom.action.ResultField.ImageUrls;
import darkroom.action.ResultField.JsonText;
import darkroom.action.ResultField.NumberField;
import darkroom.action.ResultField.NumberKind;
import darkroom.action.ResultField.Numbers;
import darkroom.action.ResultField.NumbersList;
import darkroom.action.ResultField.Presence;
import darkroom.action.ResultField.Score;
import darkroom.action.ResultField.VideoUrl;
import darkroom.action.ResultField.Word;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Declarations in the shape of the manual's transcription: what is written there as {@code key:
 * value} is an entry here, and what is left out there is left out here. Numbers are {@link
 * BigDecimal}.
 */
final class ManualShape {
  private ManualShape() {}

  static Map<String, Object> of(Action action) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("name", action.name());
    shape.put("price", of(action.price()));
    if (action.delivery() == Action.Delivery.ASYNCHRONOUS) {
      shape.put("async", true);
    }
    shape.put("input", of(action.input()));
    shape.put("request", request(action));
    shape.put("response", response(action));
    return shape;
  }

  static Map<String, Object> request(Action action) {
    Map<String, Object> request = new LinkedHashMap<>();
    action.parameters().forEach(p -> request.put(p.name(), of(p)));
    return request;
  }

  static Map<String, Object> response(Action action) {
    Map<String, Object> response = new LinkedHashMap<>();
    action.results().forEach(f -> response.put(f.name(), of(f)));
    return response;
  }

  private static Map<String, Object> of(Price price) {
    Map<String, Object> shape = new LinkedHashMap<>();
    if (price.freePerMonth() > 0) {
      shape.put("free", number(price.freePerMonth()));
    }
    if (price.tiers().size() == 1) {
      shape.put("each", number(price.list().cny()));
      return shape;
    }
    shape.put("tiers", price.tiers().stream().map(ManualShape::of).toList());
    return shape;
  }

  private static Map<String, Object> of(Price.Tier tier) {
    Map<String, Object> shape = new LinkedHashMap<>();
    tier.upTo().ifPresent(calls -> shape.put("up_to", number(calls)));
    shape.put("each", number(tier.each().cny()));
    return shape;
  }

  private static Map<String, Object> of(InputLimits input) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("formats", names(input.formats()));
    input.bytes().ifPresent(limit -> shape.put("bytes", limit.toString()));
    input.min().ifPresent(limit -> shape.put("min", of(limit)));
    input.max().ifPresent(limit -> shape.put("max", of(limit)));
    if (!input.channels().isEmpty()) {
      shape.put("channels", names(input.channels()));
    }
    input.traits().forEach(trait -> shape.put(trait.name().toLowerCase(Locale.ROOT), true));
    return shape;
  }

  private static Map<String, Object> of(SizeLimit limit) {
    return Map.of(
        "width", number(limit.width()),
        "height", number(limit.height()),
        "inclusive", limit.bound() == Bound.INCLUSIVE);
  }

  private static Map<String, Object> of(Parameter parameter) {
    Map<String, Object> shape = of(parameter.type());
    parameter
        .required()
        .ifPresent(
            condition -> {
              if (condition.equals(Condition.always())) {
                shape.put("required", true);
              } else {
                shape.put("required_if", condition.toString());
              }
            });
    parameter.absent().ifPresent(condition -> shape.put("absent_if", condition.toString()));
    parameter
        .subject()
        .ifPresent(
            condition ->
                shape.put(
                    "subject", condition.equals(Condition.always()) ? true : condition.toString()));
    parameter
        .defaultValue()
        .ifPresent(value -> shape.put("default", isNumber(parameter) ? number(value) : value));
    return shape;
  }

  private static boolean isNumber(Parameter parameter) {
    return parameter.type() instanceof Decimal
        || parameter.type() instanceof WholeRange
        || parameter.type() instanceof WholeChoice;
  }

  private static Map<String, Object> of(ParameterType type) {
    if (type instanceof ParameterType.ImageUrl) {
      return shape("image_url");
    }
    if (type instanceof ParameterType.Text) {
      return shape("string");
    }
    if (type instanceof Choice choice) {
      return shape("enum", "values", choice.values());
    }
    if (type instanceof BinaryString digits) {
      return shape("binary string", "values", digits.values());
    }
    if (type instanceof Whole) {
      return shape("integer");
    }
    if (type instanceof WholeChoice choice) {
      return shape("long", "values", choice.values().stream().map(v -> number(v)).toList());
    }
    if (type instanceof WholeRange range) {
      Map<String, Object> shape =
          shape("integer", "range", List.of(number(range.min()), number(range.max())));
      if (range.outOfRange() == WholeRange.OutOfRange.CLAMPED) {
        shape.put("clamped", true);
      }
      return shape;
    }
    if (type instanceof Decimal decimal) {
      return shape(
          decimal.form() == Decimal.Form.NUMBER ? "float" : "decimal as string",
          "range",
          List.of(number(decimal.min()), number(decimal.max())));
    }
    if (type instanceof HexColors colors) {
      return shape(
          "list of hex colours",
          "size",
          List.of(number(colors.minSize()), number(colors.maxSize())));
    }
    throw new AssertionError("No shape for " + type);
  }

  private static Map<String, Object> of(ResultField field) {
    Map<String, Object> shape = of(field.type());
    if (field.presence() == Presence.OPTIONAL) {
      shape.put("optional", true);
    }
    field.when().ifPresent(condition -> shape.put("when", condition.toString()));
    return shape;
  }

  private static Map<String, Object> of(ResultField.ResultType type) {
    if (type instanceof ResultField.ImageUrl image) {
      Map<String, Object> shape = shape("image_url");
      image.format().ifPresent(format -> shape.put("format", format));
      return shape;
    }
    if (type instanceof ImageUrls images) {
      Map<String, Object> shape = shape("list of image_url");
      images.format().ifPresent(format -> shape.put("format", format));
      return shape;
    }
    if (type instanceof VideoUrl video) {
      return shape("video_url", "format", video.format());
    }
    if (type instanceof Score score) {
      return shape("float", "range", List.of(number(score.min()), number(score.max())));
    }
    if (type instanceof Numbers numbers) {
      return shape("object", "fields", of(numbers.fields()));
    }
    if (type instanceof NumbersList list) {
      return shape("list of object", "fields", of(list.fields()));
    }
    if (type instanceof Word word) {
      return shape("enum", "values", word.values());
    }
    if (type instanceof ResultField.Text) {
      return shape("string");
    }
    if (type instanceof JsonText) {
      return shape("JSON inside a string");
    }
    throw new AssertionError("No shape for " + type);
  }

  private static Map<String, Object> of(List<NumberField> fields) {
    Map<String, Object> shape = new LinkedHashMap<>();
    fields.forEach(f -> shape.put(f.name(), f.kind() == NumberKind.INTEGER ? "integer" : "float"));
    return shape;
  }

  private static Map<String, Object> shape(String type) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("type", type);
    return shape;
  }

  private static Map<String, Object> shape(String type, String key, Object value) {
    Map<String, Object> shape = shape(type);
    shape.put(key, value);
    return shape;
  }

  static <E extends Enum<E>> List<String> names(Set<E> values) {
    return List.copyOf(
        values.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static BigDecimal number(Object value) {
    return new BigDecimal(value.toString()).stripTrailingZeros();
  }
}
