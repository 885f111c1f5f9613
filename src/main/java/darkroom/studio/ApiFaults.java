package darkroom.studio;

import darkroom.action.Action;
import darkroom.action.ApiError;
import darkroom.studio.http.Fault;
import darkroom.studio.http.Request;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;

/** Faults as the API has them, for scripting {@link darkroom.studio.http.Faults}. */
public final class ApiFaults {
  private ApiFaults() {}

  /** The API's answer with this error, in JSON. */
  public static Fault error(ApiError error) {
    return Fault.answered(
        () ->
            new Answers(
                    Answers.Form.JSON,
                    "studio",
                    UUID.randomUUID().toString().toUpperCase(Locale.ROOT))
                .refusal(new Refusal(error, "Scripted: " + error.meaning())));
  }

  /** Calls of this action. */
  public static Predicate<Request> calls(Action action) {
    return request -> Dispatch.action(request).filter(action.name()::equals).isPresent();
  }
}
