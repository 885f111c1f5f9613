package darkroom.job;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A condition's parts. */
sealed interface Expression extends Serializable {
  Truth evaluate(Facts facts);

  void collectNames(Set<String> names);

  /** Both hold. */
  record And(Expression left, Expression right) implements Expression {
    @Override
    public Truth evaluate(Facts facts) {
      return left.evaluate(facts).and(right.evaluate(facts));
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  /** One of them holds. */
  record Or(Expression left, Expression right) implements Expression {
    @Override
    public Truth evaluate(Facts facts) {
      return left.evaluate(facts).or(right.evaluate(facts));
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  /** It does not hold. */
  record Not(Expression inner) implements Expression {
    @Override
    public Truth evaluate(Facts facts) {
      return inner.evaluate(facts).not();
    }

    @Override
    public void collectNames(Set<String> names) {
      inner.collectNames(names);
    }
  }

  /** A flag is set. */
  record IsSet(String name) implements Expression {
    @Override
    public Truth evaluate(Facts facts) {
      return facts
          .fact(name)
          .map(fact -> Truth.of(((Fact.Flag) fact).value()))
          .orElse(Truth.UNKNOWN);
    }

    @Override
    public void collectNames(Set<String> names) {
      names.add(name);
    }
  }

  /** A fact compares with one value. */
  record Comparison(String name, Comparator comparator, Literal literal) implements Expression {
    @Override
    public Truth evaluate(Facts facts) {
      return facts
          .fact(name)
          .map(fact -> Truth.of(literal.compares(fact, comparator)))
          .orElse(Truth.UNKNOWN);
    }

    @Override
    public void collectNames(Set<String> names) {
      names.add(name);
    }
  }

  /** A fact is one of some values. */
  record OneOf(String name, List<Literal> literals) implements Expression {
    public OneOf {
      literals = List.copyOf(literals);
    }

    @Override
    public Truth evaluate(Facts facts) {
      return facts
          .fact(name)
          .map(
              fact -> Truth.of(literals.stream().anyMatch(l -> l.compares(fact, Comparator.EQUAL))))
          .orElse(Truth.UNKNOWN);
    }

    @Override
    public void collectNames(Set<String> names) {
      names.add(name);
    }
  }

  /** How two values compare. */
  enum Comparator {
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    UNEQUAL("!=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    boolean isOrder() {
      return this != EQUAL && this != UNEQUAL;
    }

    /** Whether it holds, given the sign of the left minus the right. */
    boolean holds(int difference) {
      return switch (this) {
        case LESS -> difference < 0;
        case AT_MOST -> difference <= 0;
        case GREATER -> difference > 0;
        case AT_LEAST -> difference >= 0;
        case EQUAL -> difference == 0;
        case UNEQUAL -> difference != 0;
      };
    }
  }

  /** A value written in a condition. */
  sealed interface Literal extends Serializable {
    boolean compares(Fact fact, Comparator comparator);

    /** A number, a size in bytes. */
    record Number(double value) implements Literal {
      private static final Pattern NUMBER =
          Pattern.compile("[+-]?([0-9]{1,18}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})");

      /** A text that is no number is unequal to every number, and in no order with one. */
      @Override
      public boolean compares(Fact fact, Comparator comparator) {
        return number(fact)
            .map(number -> comparator.holds(Double.compare(number, value)))
            .orElse(comparator == Comparator.UNEQUAL);
      }

      private static Optional<Double> number(Fact fact) {
        if (fact instanceof Fact.Text text) {
          return Optional.of(text.value().strip())
              .filter(t -> NUMBER.matcher(t).matches())
              .map(Double::valueOf);
        }
        return Optional.of(((Fact.Number) fact).value());
      }
    }

    /** A text, which only equals or does not. */
    record Text(String value) implements Literal {
      @Override
      public boolean compares(Fact fact, Comparator comparator) {
        return comparator.holds(((Fact.Text) fact).value().equals(value) ? 0 : 1);
      }
    }
  }
}
