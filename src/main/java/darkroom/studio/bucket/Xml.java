package darkroom.studio.bucket;

import darkroom.studio.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** An XML document in the making, without a namespace. */
final class Xml {
  private final StringBuilder text = new StringBuilder();
  private boolean controls;

  private Xml() {}

  static Xml document(String root, Consumer<Xml> content) {
    return new Xml().element(root, content);
  }

  Xml element(String name, Consumer<Xml> content) {
    text.append('<').append(name).append('>');
    content.accept(this);
    text.append("</").append(name).append('>');
    return this;
  }

  Xml text(String name, Object value) {
    return element(name, xml -> xml.value(value.toString()));
  }

  /** The text of the element that is open. */
  void value(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '&' -> text.append("&amp;");
        case '"' -> text.append("&quot;");
        default -> {
          if (Character.isISOControl(c) || c == '\u2028') {
            controls |= c != '\n' && c != '\r' && c != '\t';
            text.append("&#").append((int) c).append(';');
          } else {
            text.append(c);
          }
        }
      }
    }
  }

  byte[] bytes() {
    // XML 1.0 has no way to write the control characters that a key may hold; 1.1 has.
    String version = controls ? "1.1" : "1.0";
    String declaration = "<?xml version=\"" + version + "\" encoding=\"UTF-8\"?>\n";
    return (declaration + text).getBytes(StandardCharsets.UTF_8);
  }

  Response response(int status) {
    return Response.of(status, "application/xml", bytes());
  }
}
