package darkroom.studio;

import darkroom.studio.http.Request;
import darkroom.studio.http.Response;
import darkroom.studio.http.Service;
import darkroom.studio.operation.Picture;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A bucket of a few objects, each read by those who know its signature. */
final class MemoryBucket implements Service {
  static final String SIGNATURE = "OSSAccessKeyId=studio&Signature=c2VjcmV0";

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  /** Puts an object, and answers its path with a signature. */
  String put(String path, byte[] bytes) {
    objects.put(path, bytes);
    return path + "?" + SIGNATURE;
  }

  ResultStore results(URI endpoint) {
    return (Picture picture) ->
        endpoint.resolve(
            put("/results/" + objects.size() + "." + picture.extension(), picture.bytes()));
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    return CompletableFuture.completedFuture(answer(request));
  }

  private Response answer(Request request) {
    if (!request.rawQuery().equals(SIGNATURE)) {
      return Response.empty(403);
    }
    byte[] bytes = objects.get(request.rawPath());
    return bytes == null ? Response.empty(404) : Response.of(200, "image/png", bytes);
  }
}
