package darkroom.job;

import darkroom.job.Expression.And;
import darkroom.job.Expression.Comparator;
import darkroom.job.Expression.Comparison;
import darkroom.job.Expression.IsSet;
import darkroom.job.Expression.Literal;
import darkroom.job.Expression.Not;
import darkroom.job.Expression.OneOf;
import darkroom.job.Expression.Or;
import darkroom.job.FactNames.Kind;
import darkroom.job.WhenTokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a condition, each comparison of which must make sense for what it compares. */
final class WhenParser {
  /** Parentheses in parentheses; more is no condition that a person wrote. */
  private static final int DEEPEST = 50;

  private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "in");

  private final WhenTokens tokens;
  private int depth;

  WhenParser(WhenTokens tokens) {
    this.tokens = tokens;
  }

  Expression parse() {
    Expression whole = either();
    if (tokens.peek().kind() != WhenTokens.Kind.END) {
      throw tokens.problem("and, or, or the end of the condition", tokens.peek());
    }
    return whole;
  }

  private Expression either() {
    Expression left = both();
    while (tokens.takes("or")) {
      left = new Or(left, both());
    }
    return left;
  }

  private Expression both() {
    Expression left = single();
    while (tokens.takes("and")) {
      left = new And(left, single());
    }
    return left;
  }

  private Expression single() {
    if (++depth > DEEPEST) {
      throw tokens.problem("at most " + DEEPEST + " levels", tokens.peek());
    }
    Expression single = tokens.takes("not") ? new Not(single()) : operand();
    depth--;
    return single;
  }

  private Expression operand() {
    if (!tokens.takes("(")) {
      return comparison();
    }
    Expression inner = either();
    tokens.expect(")", "and, or, or a closing parenthesis");
    return inner;
  }

  private Expression comparison() {
    Token token = tokens.take();
    if (token.kind() != WhenTokens.Kind.WORD || KEYWORDS.contains(token.text())) {
      throw tokens.problem("a name such as sharpness", token);
    }
    String name = FactNames.plain(token.text());
    Kind kind =
        FactNames.kind(name)
            .orElseThrow(
                () ->
                    tokens.problem(
                        "one of " + FactNames.listed(),
                        token,
                        NearestName.hint(name, FactNames.all())));
    if (kind == Kind.FLAG) {
      return flag(name);
    }
    if (tokens.takes("in")) {
      return new OneOf(name, literals(name, kind));
    }
    Token sign = tokens.take();
    Comparator comparator =
        Arrays.stream(Comparator.values())
            .filter(c -> sign.is(c.sign()))
            .findFirst()
            .orElseThrow(() -> tokens.problem("a comparison after \"" + token.text() + "\"", sign));
    return new Comparison(name, comparator, literal(name, kind, comparator));
  }

  private Expression flag(String name) {
    Token after = tokens.peek();
    if (after.is("in") || Arrays.stream(Comparator.values()).anyMatch(c -> after.is(c.sign()))) {
      throw tokens.problem("and, or, or the end after \"" + name + "\"", after);
    }
    return new IsSet(name);
  }

  private List<Literal> literals(String name, Kind kind) {
    tokens.expect("[", "a list such as [a, b] after \"in\"");
    List<Literal> literals = new ArrayList<>();
    do {
      literals.add(literal(name, kind, Comparator.EQUAL));
    } while (tokens.takes(","));
    tokens.expect("]", "a comma or a closing bracket");
    return literals;
  }

  private Literal literal(String name, Kind kind, Comparator comparator) {
    Token token = tokens.take();
    String expected = expected(name, kind, comparator);
    Optional<Literal> literal =
        switch (token.kind()) {
          case NUMBER -> number(token, kind);
          case QUOTED -> text(WhenTokens.unquoted(token), name, kind, comparator);
          case WORD ->
              KEYWORDS.contains(token.text())
                  ? Optional.empty()
                  : text(token.text(), name, kind, comparator);
          case SIGN, END -> Optional.empty();
        };
    return literal.orElseThrow(() -> tokens.problem(expected, token));
  }

  private static Optional<Literal> number(Token token, Kind kind) {
    boolean sized = token.text().endsWith("B");
    return kind == Kind.WORD || (sized && kind != Kind.BYTES)
        ? Optional.empty()
        : Quantity.plainOrSize(token.text()).map(Literal.Number::new);
  }

  private static Optional<Literal> text(
      String text, String name, Kind kind, Comparator comparator) {
    if (comparator.isOrder()) {
      return Optional.empty();
    }
    return switch (kind) {
      case FIELD -> Optional.of(new Literal.Text(text));
      case WORD -> FactNames.word(name, text).map(Literal.Text::new);
      case NUMBER, BYTES, FLAG -> Optional.empty();
    };
  }

  private static String expected(String name, Kind kind, Comparator comparator) {
    String what =
        switch (kind) {
          case NUMBER -> "a number";
          case BYTES -> "a size such as 2 MB";
          case WORD ->
              comparator.isOrder()
                  ? "== or !="
                  : "one of " + String.join(", ", FactNames.words(name));
          case FIELD -> comparator.isOrder() ? "a number" : "a number or a text";
          case FLAG -> throw new IllegalStateException("Expected no literal for a flag");
        };
    return what + " for " + name;
  }
}
