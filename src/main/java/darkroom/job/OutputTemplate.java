package darkroom.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What written images are called, such as {@code out/{path}/{name}.{ext}}. A name depends on
 * nothing but the values, so that a second run writes the same ones.
 */
public final class OutputTemplate implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final String EXTENSION = "." + Placeholder.EXT;

  private final String text;

  /** What may stand for a part of the name. */
  private enum Placeholder {
    PATH,
    NAME,
    EXT,
    ID,
    STEP,
    DATE,
    SHA;

    static Optional<Placeholder> named(String name) {
      return Arrays.stream(values()).filter(p -> p.plainName().equals(name)).findFirst();
    }

    static List<String> names() {
      return Arrays.stream(values()).map(Placeholder::plainName).toList();
    }

    String plainName() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return "{" + plainName() + "}";
    }
  }

  /**
   * What the placeholders stand for. Each is fit for a file name, and {@code path} for a folder's;
   * {@link OutputNames} makes them so.
   *
   * @param path the photo's folder, without a slash at its ends; empty for none
   * @param name the photo's file name without its extension
   * @param ext the written image's extension, without a dot
   * @param id the photo's id
   * @param step the label of what gave the image
   * @param date the run's date, as yyyy-MM-dd
   * @param sha what tells the photo's content from every other
   */
  public record Values(
      String path, String name, String ext, String id, String step, String date, String sha) {
    String of(Placeholder placeholder) {
      return switch (placeholder) {
        case PATH -> path;
        case NAME -> name;
        case EXT -> ext;
        case ID -> id;
        case STEP -> step;
        case DATE -> date;
        case SHA -> sha;
      };
    }
  }

  private OutputTemplate(String text) {
    this.text = text;
  }

  /**
   * The template of a text.
   *
   * @throws JobProblem where two photos could get the same name, or it is no template
   */
  public static OutputTemplate parse(String text) {
    String stripped = text.strip();
    String rest =
        PLACEHOLDER
            .matcher(stripped)
            .replaceAll(match -> Matcher.quoteReplacement(known(match.group(1))));
    if (rest.contains("{") || rest.contains("}")) {
      throw new JobProblem(
          "Expected each { with its } in output.images but was " + Setting.shown(text));
    }
    if (Arrays.asList(stripped.split("/")).contains("..")) {
      throw new JobProblem(
          "Expected a name without .. for output.images but was " + Setting.shown(text));
    }
    if (!stripped.endsWith(EXTENSION)) {
      throw new JobProblem(
          String.format(
              "Expected %s at the end of output.images but was %s",
              EXTENSION, Setting.shown(text)));
    }
    OutputTemplate template = new OutputTemplate(stripped);
    if (!template.tellsPhotosApart()) {
      throw new JobProblem(
          String.format(
              "Expected {path} and {name}, or {id}, or {sha} in output.images, so that no two photos"
                  + " share a name, but was %s",
              Setting.shown(text)));
    }
    return template;
  }

  private static String known(String name) {
    if (Placeholder.named(name).isEmpty()) {
      throw new JobProblem(
          String.format(
              "Expected one of %s in output.images but was {%s}%s",
              Arrays.stream(Placeholder.values())
                  .map(Placeholder::toString)
                  .collect(Collectors.joining(", ")),
              Setting.shown(name),
              NearestName.hint(name, Placeholder.names())));
    }
    return "";
  }

  private boolean tellsPhotosApart() {
    return uses("id") || uses("sha") || (uses("path") && uses("name"));
  }

  /** Whether a placeholder, such as {@code step}, is part of the name. */
  public boolean uses(String placeholder) {
    return text.contains("{" + placeholder + "}");
  }

  /** The name of an image. */
  public String name(Values values) {
    return filled(text, values);
  }

  /**
   * The name of one image of a list.
   *
   * @param ordinal from 1
   */
  public String name(Values values, int ordinal) {
    if (ordinal < 1) {
      throw new IllegalArgumentException("Expected an ordinal from 1 but was " + ordinal);
    }
    String stem = text.substring(0, text.length() - EXTENSION.length());
    return filled(stem, values) + "-" + ordinal + filled(EXTENSION, values);
  }

  /** What stands before the first placeholder: the folder that all images are in. */
  public String folder() {
    String fixed = text.substring(0, text.indexOf('{'));
    return fixed.substring(0, fixed.lastIndexOf('/') + 1);
  }

  private static String filled(String template, Values values) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(template);
    int from = 0;
    while (matcher.find()) {
      parts.add(template.substring(from, matcher.start()));
      String value = values.of(Placeholder.named(matcher.group(1)).orElseThrow());
      parts.add(value);
      from = matcher.end();
      // A photo in no folder leaves no empty one behind.
      boolean atFolder = String.join("", parts).endsWith("/") || matcher.start() == 0;
      if (value.isEmpty() && atFolder && template.startsWith("/", from)) {
        from++;
      }
    }
    parts.add(template.substring(from));
    return String.join("", parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutputTemplate template && template.text.equals(text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
