package darkroom.cli;

import static darkroom.action.ApiError.AUTH_FAILED;
import static darkroom.action.ApiError.INCOMPLETE_SIGNATURE;
import static darkroom.action.ApiError.INVALID_ACCESS_KEY_ID_NOT_FOUND;
import static darkroom.action.ApiError.INVALID_API_NOT_PURCHASE;
import static darkroom.action.ApiError.INVALID_SECURITY_TOKEN_EXPIRED;
import static darkroom.action.ApiError.INVALID_TIMESTAMP_EXPIRED;
import static darkroom.action.ApiError.RAM_ROLE_AUTH;
import static darkroom.action.ApiError.SIGNATURE_DOES_NOT_MATCH;

import darkroom.account.AccountKeys;
import darkroom.account.NoAccountKey;
import darkroom.action.Actions;
import darkroom.action.ApiError;
import darkroom.client.ApiClient;
import darkroom.client.CallResult;
import darkroom.client.ClientCodes;
import darkroom.client.ClientSettings;
import darkroom.client.RetryPolicy;
import darkroom.job.Conf;
import darkroom.job.JobProblem;
import darkroom.pipeline.Services;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks the API whether it lets the account in, by one call that costs nothing: after a job that
 * never was. Any answer that is not about the key or its rights means access.
 */
final class AccessCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NO_JOB = "00000000-0000-0000-0000-000000000000";

  private static final Map<ApiError, String> ADVICE =
      Map.of(
          INVALID_ACCESS_KEY_ID_NOT_FOUND,
          "it knows no such key; give it one that exists and is enabled",
          SIGNATURE_DOES_NOT_MATCH,
          "the secret is not this key's; give the secret that belongs to the key's id",
          INCOMPLETE_SIGNATURE,
          "it does not take this kind of signature; choose the other one for api.signature",
          INVALID_SECURITY_TOKEN_EXPIRED,
          "the temporary key has expired; get a new one",
          AUTH_FAILED,
          "the key's user has no right to call it; grant the policy AliyunVIAPIFullAccess",
          RAM_ROLE_AUTH,
          "the role has no right to call it; grant the policy AliyunVIAPIFullAccess",
          INVALID_API_NOT_PURCHASE,
          "the service is not activated; activate image production in the vendor's console",
          INVALID_TIMESTAMP_EXPIRED,
          "this machine's clock is more than 15 minutes off; set it");

  private AccessCheck() {}

  /**
   * Stops a run that could not make a single call. A service that is there but unwell does not stop
   * it: the run has patience of its own.
   *
   * @throws JobProblem with what is wrong, in one sentence
   */
  static void beforeRun(Conf conf) {
    if (conf.studio().isPresent()) {
      return;
    }
    try (AccountKeys keys = AccountKeys.open(conf.credentials())) {
      CallResult result = ask(conf, keys);
      if (result instanceof CallResult.Failed failed && isSetup(failed)) {
        throw new JobProblem(sentence(conf, failed));
      }
    } catch (NoAccountKey e) {
      throw new JobProblem(e.getMessage());
    }
  }

  /** Why the API does not let the account in, or does not answer as it should. */
  static Optional<String> problem(Conf conf, AccountKeys keys) {
    CallResult result = ask(conf, keys);
    return result instanceof CallResult.Failed failed && (isSetup(failed) || isOutage(failed))
        ? Optional.of(sentence(conf, failed))
        : Optional.empty();
  }

  private static CallResult ask(Conf conf, AccountKeys keys) {
    TreeMap<String, String> arguments = new TreeMap<>();
    arguments.put(Actions.GET_ASYNC_JOB_RESULT.parameters().get(0).name(), NO_JOB);
    try (ApiClient api = ApiClient.of(once(Services.api(conf)), Services.signing(keys))) {
      return api.call(Actions.GET_ASYNC_JOB_RESULT, arguments).join();
    }
  }

  /** Without a budget for retries a call is sent once. */
  private static ClientSettings once(ClientSettings settings) {
    return new ClientSettings(
        settings.endpoint(),
        settings.scheme(),
        settings.ratesByAction(),
        settings.defaultRate(),
        new RetryPolicy(PATIENCE, PATIENCE, PATIENCE, 0, PATIENCE));
  }

  private static boolean isSetup(CallResult.Failed failed) {
    return failed.remedy() == ApiError.Remedy.STOP
        || failed.code().equals(ClientCodes.CONNECTION_FAILED)
        || (failed.code().equals(ClientCodes.UNREADABLE_ANSWER) && failed.httpStatus() < 500);
  }

  /** Throttled is let in; gone, late or broken is not. */
  private static boolean isOutage(CallResult.Failed failed) {
    return failed.remedy() == ApiError.Remedy.RETRY;
  }

  private static String sentence(Conf conf, CallResult.Failed failed) {
    String api = "the API at " + conf.api().uri();
    if (failed.code().equals(ClientCodes.CONNECTION_FAILED)) {
      return "Expected an answer from "
          + api
          + " but was no connection: check api.endpoint and this machine's network";
    }
    if (failed.code().equals(ClientCodes.UNREADABLE_ANSWER)) {
      return "Expected an answer of "
          + api
          + " but was HTTP "
          + failed.httpStatus()
          + " from something else: check api.endpoint";
    }
    if (failed.remedy() == ApiError.Remedy.RETRY) {
      return "Expected "
          + api
          + " to answer in good health but was "
          + failed.code()
          + ": try again later";
    }
    String advice =
        ApiError.ofCode(failed.code())
            .map(error -> ADVICE.getOrDefault(error, error.meaning() + "; check api.endpoint"))
            .orElse(failed.message());
    return "Expected "
        + api
        + " to let in the access key from "
        + conf.credentials().place()
        + " but was "
        + failed.code()
        + ": "
        + advice;
  }
}
