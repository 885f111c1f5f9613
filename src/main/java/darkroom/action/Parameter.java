package darkroom.action;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One request parameter of an action.
 *
 * @param name on the wire; {@code N} in a list's name stands for an entry's number, from 1
 * @param required when it must be given; empty where it may always be left out
 * @param absent when it must not be given
 * @param subject when it is the photo being processed
 * @param defaultValue what the service takes when it is left out
 */
public record Parameter(
    String name,
    ParameterType type,
    Optional<Condition> required,
    Optional<Condition> absent,
    Optional<Condition> subject,
    Optional<String> defaultValue) {

  static Parameter optional(String name, ParameterType type) {
    return new Parameter(
        name, type, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Parameter required(String name, ParameterType type) {
    return optional(name, type).requiredIf(Condition.always());
  }

  /** The photo being processed, in an action that has only one way of working. */
  static Parameter photo(String name) {
    return required(name, new ParameterType.ImageUrl()).subjectIf(Condition.always());
  }

  static Parameter image(String name) {
    return optional(name, new ParameterType.ImageUrl());
  }

  Parameter requiredIf(Condition condition) {
    return new Parameter(name, type, Optional.of(condition), absent, subject, defaultValue);
  }

  Parameter absentIf(Condition condition) {
    return new Parameter(name, type, required, Optional.of(condition), subject, defaultValue);
  }

  Parameter subjectIf(Condition condition) {
    return new Parameter(name, type, required, absent, Optional.of(condition), defaultValue);
  }

  Parameter orElse(String value) {
    return new Parameter(name, type, required, absent, subject, Optional.of(value));
  }

  /** Whether it is a list, whose entries stand on the wire one by one. */
  public boolean isList() {
    return type instanceof ParameterType.HexColors;
  }

  /** The name in a job file: a list's without the numbering. */
  public String plainName() {
    return isList() ? name.substring(0, name.indexOf(".N.")) : name;
  }

  /** The name on the wire of entry {@code number}, from 1. */
  public String entryName(int number) {
    return name.replace(".N.", "." + number + ".");
  }

  /** Whether a name on the wire is this parameter or an entry of it. */
  public boolean isNamed(String wireName) {
    return isList()
        ? wireName.matches(Pattern.quote(name).replace(".N.", "\\E\\.[1-9][0-9]{0,2}\\.\\Q"))
        : wireName.equals(name);
  }
}
