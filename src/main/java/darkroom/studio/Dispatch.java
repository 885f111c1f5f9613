package darkroom.studio;

import darkroom.studio.http.Request;
import darkroom.studio.http.Response;
import darkroom.studio.http.Service;
import darkroom.wire.PercentEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sends calls of actions to the API and everything else to the bucket. */
final class Dispatch implements Service {
  private final Service api;
  private final Service bucket;

  Dispatch(Service api, Service bucket) {
    this.api = api;
    this.bucket = bucket;
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    if (!request.rawPath().equals("/")) {
      return bucket.handle(request);
    }
    boolean form =
        request.method().equals("POST")
            && request.header("content-type").orElse("").startsWith(ApiRequest.FORM);
    boolean called =
        (request.method().equals("GET") || request.method().equals("POST"))
            && action(request).isPresent();
    if (called) {
      return api.handle(request);
    }
    return form ? api.handle(named(request)) : bucket.handle(request);
  }

  /** The action a request calls, as far as its headers and its query tell. */
  static Optional<String> action(Request request) {
    return request.header(ApiRequest.ACTION_HEADER).or(() -> parameter(request.rawQuery()));
  }

  /** The request with its action among the headers, so that decorators need not read the form. */
  private static Request named(Request request) {
    byte[] form;
    try {
      form = request.body().readNBytes((int) ApiRequest.LARGEST_BODY.bytes() + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("The request's body broke off", e);
    }
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(form), request.body());
    Request again = request.with(whole);
    return parameter(new String(form, StandardCharsets.UTF_8))
        .map(action -> again.with(ApiRequest.ACTION_HEADER, action))
        .orElse(again);
  }

  private static Optional<String> parameter(String encoded) {
    try {
      return Optional.ofNullable(PercentEncoding.parse(encoded).get("Action"));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
