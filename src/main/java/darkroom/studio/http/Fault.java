package darkroom.studio.http;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** What goes wrong with a request. */
public sealed interface Fault {
  /** This answer comes, and the request never reaches the service. */
  record Answered(Supplier<Response> answer) implements Fault {}

  /** The connection is closed without an answer, and the request never reaches the service. */
  record Cut() implements Fault {}

  /** The service does its work; the connection is closed in the middle of the answer's body. */
  record CutAmid() implements Fault {}

  /** The service does its work; the connection is closed without an answer. */
  record AnswerLost() implements Fault {}

  /** Any answer; the supplier makes a new one for each request. */
  static Fault answered(Supplier<Response> answer) {
    return new Answered(answer);
  }

  /** A page of HTML, as proxies and gateways send it. */
  static Fault html(int status) {
    return text(
        status, "text/html", "<html><body><h1>" + status + " Bad Gateway</h1></body></html>");
  }

  static Fault emptyBody(int status) {
    return answered(() -> Response.empty(status));
  }

  /** Success by its status and type, with a body that is not JSON. */
  static Fault garbage() {
    return text(200, "application/json; charset=utf-8", "{\"RequestId\":\"8A5F\",\"Da\u0000\u0001");
  }

  static Fault cut() {
    return new Cut();
  }

  static Fault cutAmid() {
    return new CutAmid();
  }

  static Fault answerLost() {
    return new AnswerLost();
  }

  private static Fault text(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return answered(() -> Response.of(status, type, bytes));
  }
}
