package darkroom.studio.http;

import java.util.concurrent.CompletionStage;

/** Answers requests; decorators wrap one to make it slow, refuse or fail. */
@FunctionalInterface
public interface Service {
  CompletionStage<Response> handle(Request request);
}
