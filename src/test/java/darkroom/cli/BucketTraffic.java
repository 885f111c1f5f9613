package darkroom.cli;

import darkroom.studio.Studio;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import darkroom.studio.http.Request;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a studio's bucket is asked for over HTTP; what the service itself reads is not among it. */
final class BucketTraffic {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private final List<Asked> requests = new CopyOnWriteArrayList<>();

  /**
   * A request.
   *
   * @param path the bucket and the key, decoded
   * @param bytes asked for at most; more than any photo has where no range was named
   */
  private record Asked(String method, String path, long bytes) {
    static Asked of(Request request) {
      Matcher range = RANGE.matcher(request.header("range").orElse(""));
      long bytes =
          range.matches()
              ? Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)) + 1
              : Integer.MAX_VALUE;
      return new Asked(request.method(), URI.create(request.rawPath()).getPath(), bytes);
    }
  }

  static BucketTraffic of(Studio studio) {
    BucketTraffic traffic = new BucketTraffic();
    studio
        .bucketFaults()
        .add(
            FaultRule.every(1, Fault.cut())
                .on(
                    request -> {
                      traffic.requests.add(Asked.of(request));
                      return false;
                    }));
    return traffic;
  }

  /** How often an object was asked for, its content or a part of it. */
  long reads(String path) {
    return requests.stream().filter(asked -> is(asked, "GET", path)).count();
  }

  /** The bytes of an object that were asked for. */
  long bytesRead(String path) {
    return requests.stream().filter(asked -> is(asked, "GET", path)).mapToLong(Asked::bytes).sum();
  }

  /** The objects that were to be written, by their paths' beginning. */
  List<String> writes(String beginning) {
    return requests.stream()
        .filter(asked -> asked.method().equals("PUT") && asked.path().startsWith(beginning))
        .map(Asked::path)
        .toList();
  }

  /** How many requests there were, of any kind. */
  long requests() {
    return requests.size();
  }

  void forget() {
    requests.clear();
  }

  private static boolean is(Asked asked, String method, String path) {
    return asked.method().equals(method) && asked.path().equals(path);
  }
}
