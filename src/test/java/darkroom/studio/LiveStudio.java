package darkroom.studio;

import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Api;
import darkroom.action.ImageFormat;
import darkroom.action.JobStatus;
import darkroom.photo.Identity;
import darkroom.storage.StageResult;
import darkroom.storage.Staging;
import darkroom.storage.StagingBucket;
import darkroom.storage.oss.OssAddressing;
import darkroom.storage.oss.OssNetwork;
import darkroom.storage.oss.OssSignature;
import darkroom.studio.http.AccessKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A studio as it is served, with all operations and no quota, called over HTTP. */
public final class LiveStudio implements AutoCloseable {
  /** What {@link Answer#code} says of a call that was done. */
  public static final String DONE = "done";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BETWEEN_QUESTIONS = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * What a call came to.
   *
   * @param code {@link #DONE} or the API's
   */
  public record Answer(String code, String message, Duration took) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final Studio studio;
  private final Staging staging;

  private LiveStudio(Path folder) {
    studio =
        Studio.start(
            StudioSettings.standard(folder)
                .withQuota(new CallsPerSecond(100_000))
                .withQuota(Actions.GET_ASYNC_JOB_RESULT, new CallsPerSecond(100_000)));
    StagingBucket place =
        new StagingBucket(
            studio.endpoint(),
            Api.REGION,
            OssAddressing.PATH,
            OssSignature.V4,
            OssNetwork.PUBLIC,
            "photos",
            "live/",
            Duration.ofHours(12));
    staging =
        Staging.in(
            place,
            new DefaultCredentialProvider(AccessKeys.STANDARD_ID, AccessKeys.STANDARD_SECRET));
  }

  public static LiveStudio started(Path folder) {
    return new LiveStudio(folder);
  }

  /** Stores a file and answers a link to it. */
  public String link(byte[] file, ImageFormat format) {
    StageResult result = staging.stage(Identity.ofBytes(file).digest(), file, format).join();
    return ((StageResult.Staged) result).url().toString();
  }

  /** Calls an action and waits for its result, or for its job's. */
  public Answer call(Action action, Map<String, String> arguments) {
    long begun = System.nanoTime();
    JsonNode answer = send(action, arguments);
    if (action.delivery() == Action.Delivery.ASYNCHRONOUS && answer.path("Code").isMissingNode()) {
      answer = ended(answer.path("RequestId").asText());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    String code = answer.path("Code").asText(answer.path("ErrorCode").asText(DONE));
    String message = answer.path("Message").asText(answer.path("ErrorMessage").asText(""));
    return new Answer(code, message, took);
  }

  /** What is told of a job once it is over. */
  private JsonNode ended(String job) {
    while (true) {
      JsonNode data = send(Actions.GET_ASYNC_JOB_RESULT, Map.of("JobId", job)).path("Data");
      String status = data.path("Status").asText();
      if (!status.equals(JobStatus.QUEUING.name()) && !status.equals(JobStatus.PROCESSING.name())) {
        return data;
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS);
    }
  }

  private JsonNode send(Action action, Map<String, String> arguments) {
    SignedCall call = SignedCall.acs3(action.name(), arguments);
    try {
      return JSON.readTree(
          http.send(call.request(studio.endpoint()), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(action + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    staging.close();
    studio.close();
  }
}
