package darkroom.job;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition's words and signs, one after another. */
final class WhenTokens {
  /** Names of fields may be in any script, and have dots and dashes in them. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<sign><=|>=|==|!=|<|>|\\(|\\)|\\[|]|,)"
              + "|(?<number>[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:\\s*[KMG]?B\\b)?(?![\\w.-]))"
              + "|(?<quoted>\"[^\"]*\"|'[^']*')"
              + "|(?<word>[\\p{L}_](?:[\\p{L}\\p{M}\\p{N}_.-]|(?<=\\.)\"[^\"]*\")*)");

  private static final Pattern SPACE = Pattern.compile("\\s*");
  private static final Pattern STRAY = Pattern.compile("[^\\s()\\[\\],]+|.", Pattern.DOTALL);

  /** What a token is. */
  enum Kind {
    SIGN,
    NUMBER,
    QUOTED,
    WORD,
    END
  }

  /** One of them; {@code at} counts characters from 1. */
  record Token(Kind kind, String text, int at) {
    boolean is(String sign) {
      return kind != Kind.QUOTED && text.equals(sign);
    }
  }

  private final String place;
  private final List<Token> tokens;
  private int next;

  WhenTokens(String text, String place) {
    this.place = place;
    this.tokens = split(text);
  }

  private List<Token> split(String text) {
    List<Token> found = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int from = afterSpace(text, 0);
    while (from < text.length()) {
      int at = 1 + text.codePointCount(0, from);
      if (!matcher.region(from, text.length()).lookingAt()) {
        Matcher stray = STRAY.matcher(text).region(from, text.length());
        stray.lookingAt();
        throw problem("a name, a number or a comparison", new Token(Kind.WORD, stray.group(), at));
      }
      found.add(new Token(kind(matcher), matcher.group(), at));
      from = afterSpace(text, matcher.end());
    }
    found.add(new Token(Kind.END, "", 1 + text.codePointCount(0, text.length())));
    return found;
  }

  private static int afterSpace(String text, int from) {
    Matcher space = SPACE.matcher(text).region(from, text.length());
    return space.lookingAt() ? space.end() : from;
  }

  private static Kind kind(Matcher matcher) {
    if (matcher.group("sign") != null) {
      return Kind.SIGN;
    }
    if (matcher.group("number") != null) {
      return Kind.NUMBER;
    }
    return matcher.group("quoted") != null ? Kind.QUOTED : Kind.WORD;
  }

  Token peek() {
    return tokens.get(next);
  }

  Token take() {
    return tokens.get(next == tokens.size() - 1 ? next : next++);
  }

  /** Takes the next token if it is this sign or word. */
  boolean takes(String sign) {
    boolean there = peek().is(sign);
    if (there) {
      take();
    }
    return there;
  }

  void expect(String sign, String expected) {
    if (!takes(sign)) {
      throw problem(expected, peek());
    }
  }

  /** What is wrong: something was expected and this token came. */
  JobProblem problem(String expected, Token was) {
    return problem(expected, was, "");
  }

  JobProblem problem(String expected, Token was, String hint) {
    String came = was.kind() == Kind.END ? "its end" : "\"" + unquoted(was) + "\"";
    return new JobProblem(
        String.format(
            "Expected %s in %s but was %s at character %d%s",
            expected, place, came, was.at(), hint));
  }

  static String unquoted(Token token) {
    String text = token.text();
    return token.kind() == Kind.QUOTED ? text.substring(1, text.length() - 1) : text;
  }
}
