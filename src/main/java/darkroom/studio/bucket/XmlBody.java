package darkroom.studio.bucket;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An XML document that came: the texts of its elements in their order. */
final class XmlBody {
  private static final XMLInputFactory FACTORY = factory();
  private static final Pattern RAW_CONTROL = Pattern.compile("[\\x01-\\x08\\x0B\\x0C\\x0E-\\x1F]");

  /**
   * The text of an element without children.
   *
   * @param path the names from the root on, with slashes between
   */
  record Leaf(String path, String text) {}

  private final List<Leaf> leaves;

  private XmlBody(List<Leaf> leaves) {
    this.leaves = leaves;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  static XmlBody parse(byte[] bytes) {
    String text = named(new String(bytes, StandardCharsets.UTF_8));
    // Only XML 1.1 can name the control characters that a key may hold.
    String document = text.startsWith("<?xml") ? text : "<?xml version=\"1.1\"?>" + text;
    List<Leaf> leaves = new ArrayList<>();
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(document));
      Deque<String> path = new ArrayDeque<>();
      StringBuilder content = new StringBuilder();
      boolean leaf = false;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            path.addLast(reader.getLocalName());
            content.setLength(0);
            leaf = true;
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              content.append(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            if (leaf) {
              leaves.add(new Leaf(String.join("/", path), content.toString()));
            }
            path.removeLast();
            leaf = false;
          }
          case XMLStreamConstants.DTD -> throw Refused.because(BucketError.MALFORMED_XML);
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw Refused.because(BucketError.MALFORMED_XML);
    }
    return new XmlBody(leaves);
  }

  /** Names the control characters that the official SDK writes as they are, against all rules. */
  private static String named(String text) {
    return RAW_CONTROL
        .matcher(text)
        .replaceAll(control -> "&#" + (int) control.group().charAt(0) + ";");
  }

  /** The texts of all elements with that path. */
  List<String> all(String path) {
    return leaves.stream().filter(leaf -> leaf.path().equals(path)).map(Leaf::text).toList();
  }

  Optional<String> first(String path) {
    return all(path).stream().findFirst();
  }
}
