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
 * @param extent of an image beside the photo
 */
public record Parameter(
    String name,
    ParameterType type,
    Optional<Condition> required,
    Optional<Condition> absent,
    Optional<Condition> subject,
    Optional<String> defaultValue,
    Extent extent) {

  /** How large an image beside the photo is, as measured by the photo. */
  public enum Extent {
    /** Of any size. */
    ANY("any size"),
    /** As wide and as high. */
    AS_PHOTO("the photo's size"),
    /** Not wider and not higher. */
    WITHIN_PHOTO("at most the photo's size");

    private final String expectation;

    Extent(String expectation) {
      this.expectation = expectation;
    }

    /** What a person is told was expected. */
    public String expectation() {
      return expectation;
    }
  }

  static Parameter optional(String name, ParameterType type) {
    return new Parameter(
        name,
        type,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Extent.ANY);
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
    return new Parameter(name, type, Optional.of(condition), absent, subject, defaultValue, extent);
  }

  Parameter absentIf(Condition condition) {
    return new Parameter(
        name, type, required, Optional.of(condition), subject, defaultValue, extent);
  }

  Parameter subjectIf(Condition condition) {
    return new Parameter(
        name, type, required, absent, Optional.of(condition), defaultValue, extent);
  }

  Parameter orElse(String value) {
    return new Parameter(name, type, required, absent, subject, Optional.of(value), extent);
  }

  Parameter of(Extent size) {
    return new Parameter(name, type, required, absent, subject, defaultValue, size);
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
