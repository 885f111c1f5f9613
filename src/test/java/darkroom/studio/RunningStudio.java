package darkroom.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.studio.bucket.BucketCounts;
import darkroom.studio.operation.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;

/** A studio with a bucket in memory and an operation that measures a picture. */
final class RunningStudio implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MemoryBucket bucket = new MemoryBucket();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Studio studio;

  private RunningStudio(StudioSettings settings, List<Operation> operations) {
    studio =
        Studio.start(
            settings,
            new StudioParts(
                bucket,
                bucket::results,
                operations,
                () -> new BucketCounts(Map.of(), Map.of()),
                () -> {}));
  }

  static RunningStudio started() {
    return started(s -> s);
  }

  /** With no quota to speak of, unless changed. */
  static RunningStudio started(UnaryOperator<StudioSettings> changes) {
    return started(
        changes, operation(Actions.ASSESS_SHARPNESS, i -> Map.of("Sharpness", sharpness(i))));
  }

  static RunningStudio started(UnaryOperator<StudioSettings> changes, Operation... operations) {
    StudioSettings settings =
        StudioSettings.standard(Path.of("target", "studio")).withQuota(new CallsPerSecond(100_000));
    return new RunningStudio(changes.apply(settings), List.of(operations));
  }

  static Operation operation(Action action, Function<Mat, Map<String, Object>> result) {
    return new Operation() {
      @Override
      public Action action() {
        return action;
      }

      @Override
      public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
        return result.apply(images.values().iterator().next());
      }
    };
  }

  /** A stand-in for a score: the width over 1000. */
  private static double sharpness(Mat image) {
    return image.cols() / 1000.0;
  }

  Studio studio() {
    return studio;
  }

  String authority() {
    return studio.endpoint().getAuthority();
  }

  /** Stores an object and answers a link to it that may be read. */
  String image(String path, byte[] bytes) {
    return studio.endpoint() + bucket.put(path, bytes);
  }

  String image() {
    return image("/photos/orange.png", Samples.png(250, 100));
  }

  HttpResponse<String> send(SignedCall call) {
    try {
      return http.send(call.request(studio.endpoint()), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(java.net.http.HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** The answer as JSON. */
  JsonNode json(SignedCall call) {
    return json(send(call));
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    studio.close();
  }
}
