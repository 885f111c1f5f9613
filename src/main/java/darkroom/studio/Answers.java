package darkroom.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import darkroom.action.ApiError.Remedy;
import darkroom.studio.http.Response;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the API's answers to one request.
 *
 * @param host what the client calls this service
 */
record Answers(Form form, String host, String requestId) {
  /** How answers are written. */
  enum Form {
    JSON("application/json; charset=utf-8"),
    XML("text/xml; charset=utf-8");

    private final String contentType;

    Form(String contentType) {
      this.contentType = contentType;
    }

    /** What the parameter {@code Format} asks for; JSON where it is anything unknown. */
    static Form of(String format) {
      return format.toUpperCase(Locale.ROOT).equals("XML") ? XML : JSON;
    }
  }

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  Response result(String action, Map<String, Object> data) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("RequestId", requestId);
    fields.put("Data", data);
    return response(200, action + "Response", fields);
  }

  /** An asynchronous call was taken on; the request's id is the job's. */
  Response accepted(String action) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("RequestId", requestId);
    fields.put("Message", "The job was taken on; ask for its result by this RequestId.");
    return response(200, action + "Response", fields);
  }

  Response refusal(Refusal refusal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("RequestId", requestId);
    fields.put("HostId", host);
    fields.put("Code", refusal.error().code());
    fields.put("Message", refusal.message());
    fields.put("Recommend", advice(refusal.error().remedy()));
    return response(refusal.error().status(), "Error", fields);
  }

  private static String advice(Remedy remedy) {
    return switch (remedy) {
      case SLOW_DOWN -> "Send it again, slower.";
      case RETRY -> "Send it again after a while.";
      case REFUSED -> "Change the request; as it is, it will be refused again.";
      case STOP -> "Change the account or the program's settings; no request will pass till then.";
    };
  }

  private Response response(int status, String root, Map<String, Object> fields) {
    String text = form == Form.XML ? xml(root, plain(fields)) : json(fields);
    return Response.of(status, form.contentType, text.getBytes(StandardCharsets.UTF_8))
        .with("x-acs-request-id", requestId);
  }

  /** These fields as JSON, in the form of all answers. */
  static String json(Map<String, Object> fields) {
    try {
      return MAPPER.writeValueAsString(plain(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected JSON values for an answer", e);
    }
  }

  private static String xml(String root, Object fields) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      element(xml, root, fields);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Expected XML values for an answer", e);
    }
    return text.toString();
  }

  private static void element(XMLStreamWriter xml, String name, Object value)
      throws XMLStreamException {
    if (value instanceof List<?> list) {
      for (Object entry : list) {
        element(xml, name, entry);
      }
      return;
    }
    xml.writeStartElement(name);
    if (value instanceof Map<?, ?> fields) {
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        element(xml, field.getKey().toString(), field.getValue());
      }
    } else {
      xml.writeCharacters(
          value instanceof BigDecimal number ? number.toPlainString() : legal(value.toString()));
    }
    xml.writeEndElement();
  }

  /** XML 1.0 knows no control characters. */
  private static String legal(String text) {
    return text.replaceAll(
        "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }

  /** Numbers without exponents, as the API writes them. */
  private static Object plain(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return new BigDecimal(value.toString());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Answers::plain).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> fields = new LinkedHashMap<>();
      map.forEach((name, field) -> fields.put(name.toString(), plain(field)));
      return fields;
    }
    return value;
  }
}
