package darkroom.job;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * A condition on a photo, such as {@code sharpness < 0.4 and not (width < 1000 or monochrome)}.
 *
 * <pre>
 * condition  = both { "or" both }
 * both       = single { "and" single }
 * single     = "not" single | "(" condition ")" | flag | comparison
 * comparison = name ( "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "!=" ) literal
 *            | name "in" "[" literal { "," literal } "]"
 * literal    = number [ "KB" | "MB" | "GB" ] | word | "a text in quotes"
 * </pre>
 */
public final class When implements Serializable {
  private static final long serialVersionUID = 1;
  static final String WHEN = "when";

  private final String text;
  private final Expression expression;

  private When(String text, Expression expression) {
    this.text = text;
    this.expression = expression;
  }

  /**
   * The condition in a text.
   *
   * @throws JobProblem where it is none
   */
  public static When parse(String text) {
    return parse(text, WHEN);
  }

  /**
   * The condition in a text.
   *
   * @param place what messages call the text
   */
  static When parse(String text, String place) {
    return new When(text.strip(), new WhenParser(new WhenTokens(text.strip(), place)).parse());
  }

  /** Whether it holds for a photo of which this is known. */
  public Truth evaluate(Facts facts) {
    return expression.evaluate(facts);
  }

  /** The facts that it asks about, sorted; a field's name begins with {@code field.}. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    expression.collectNames(names);
    return names;
  }

  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof When when && when.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
