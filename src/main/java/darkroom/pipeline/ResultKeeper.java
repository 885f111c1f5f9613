package darkroom.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import darkroom.action.Action;
import darkroom.action.Api;
import darkroom.action.ByteSize;
import darkroom.action.ResultField;
import darkroom.action.ResultField.Presence;
import darkroom.action.ResultField.ResultType;
import darkroom.client.Downloaded;
import darkroom.client.ResultDownload;
import darkroom.ledger.KeptResult;
import darkroom.ledger.Ledger;
import darkroom.photo.Fit;
import darkroom.photo.FitResult;
import darkroom.photo.HeaderReading;
import darkroom.photo.Identity;
import darkroom.photo.PhotoHeader;
import darkroom.photo.PhotoHeaders;
import darkroom.pipeline.Working.Link;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Brings the pictures and videos of an answer to safety: fetched while their links live, looked at,
 * and put beside the ledger under the name of their content.
 */
final class ResultKeeper {
  /** Room for a result whose size is not known before it comes. */
  private static final ByteSize EXPECTED = ByteSize.megabytes("8");

  /** The link to a result lives no longer. */
  static final String RESULT_EXPIRED = "ResultExpired";

  private final ResultDownload downloads;
  private final Ledger ledger;
  private final Room room;
  private final Executor storing;
  private final Clock clock;

  ResultKeeper(ResultDownload downloads, Ledger ledger, Room room, Executor storing, Clock clock) {
    this.downloads = downloads;
    this.ledger = ledger;
    this.room = room;
    this.storing = storing;
    this.clock = clock;
  }

  /** What became of an answer's results. */
  sealed interface Kept {
    /**
     * All are safe.
     *
     * @param data the answer without its links, as JSON
     * @param links by the location of what they lead to
     */
    record Safe(String data, List<KeptResult> results, Map<String, Link> links) implements Kept {}

    /** One is not, and the call was paid for. */
    record Lost(String code, String message) implements Kept {}
  }

  /** One link of an answer. */
  private record Linked(ResultField field, int index, String url) {}

  /** What became of one link. */
  private sealed interface Fetched {
    record Stored(KeptResult result, Link link) implements Fetched {}

    record Gone(Kept.Lost why) implements Fetched {}
  }

  /** Keeps what an answer of an action, done to a photo of this identity, links to. */
  CompletableFuture<Kept> keep(String photo, Action action, JsonNode data) {
    Optional<String> missing = missing(action, data);
    if (missing.isPresent()) {
      return CompletableFuture.completedFuture(new Kept.Lost("NoResult", missing.get()));
    }
    CompletableFuture<List<Fetched>> all = CompletableFuture.completedFuture(List.of());
    for (Linked linked : links(action, data)) {
      CompletableFuture<Fetched> fetched = room.with(EXPECTED, () -> fetch(photo, action, linked));
      all = all.thenCombine(fetched, ResultKeeper::and);
    }
    return all.thenApply(fetched -> kept(action, data, fetched));
  }

  /** What a paid answer lacks. Of fields that depend on the arguments, it holds at least one. */
  private static Optional<String> missing(Action action, JsonNode data) {
    List<ResultField> promised =
        action.results().stream().filter(f -> f.presence() == Presence.ALWAYS).toList();
    if (!promised.isEmpty() && promised.stream().allMatch(f -> f.when().isPresent())) {
      String names = promised.stream().map(ResultField::name).collect(Collectors.joining(" or "));
      return promised.stream().anyMatch(f -> isThere(f, data))
          ? Optional.empty()
          : Optional.of("Expected %s of %s but was neither".formatted(names, action));
    }
    return promised.stream()
        .filter(f -> f.when().isEmpty() && !isThere(f, data))
        .findFirst()
        .map(
            f ->
                "Expected %s in %s of %s but was %s"
                    .formatted(f.type().description(), f.name(), action, shown(data, f)));
  }

  private static String shown(JsonNode data, ResultField field) {
    String text = data.path(field.name()).toString();
    // A link may be signed, so it is not repeated.
    return text.contains("://") ? "something else" : text.isEmpty() ? "nothing" : text;
  }

  private static boolean isThere(ResultField field, JsonNode data) {
    JsonNode value = data.path(field.name());
    ResultType type = field.type();
    if (type instanceof ResultField.Score) {
      return value.isNumber();
    }
    if (type instanceof ResultField.ImageUrls || type instanceof ResultField.NumbersList) {
      return value.isArray() && !value.isEmpty();
    }
    if (type instanceof ResultField.Numbers) {
      return value.isObject();
    }
    return value.isTextual() && isLink(value.textValue());
  }

  /** The manual shows an empty string as a dash. */
  private static boolean isLink(String text) {
    return !text.isBlank() && !text.equals("-");
  }

  private static boolean isLinked(ResultType type) {
    return type instanceof ResultField.ImageUrl
        || type instanceof ResultField.ImageUrls
        || type instanceof ResultField.VideoUrl;
  }

  private static List<Linked> links(Action action, JsonNode data) {
    List<Linked> links = new ArrayList<>();
    for (ResultField field : action.results()) {
      if (isLinked(field.type())) {
        JsonNode value = data.path(field.name());
        List<String> urls = new ArrayList<>();
        (value.isArray() ? value : List.of(value)).forEach(v -> urls.add(v.asText("")));
        for (String url : urls) {
          if (isLink(url)) {
            links.add(new Linked(field, urls.indexOf(url), url));
          }
        }
      }
    }
    return links;
  }

  private CompletableFuture<Fetched> fetch(String photo, Action action, Linked linked) {
    URI url;
    try {
      url = URI.create(linked.url());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          gone(
              "ResultDamaged",
              "Expected a link in %s of %s but was something else"
                  .formatted(linked.field().name(), action)));
    }
    Link link = Link.of(url, clock.instant(), Api.RESULT_TTL);
    return downloads
        .fetch(url)
        .thenApplyAsync(downloaded -> store(photo, action, linked, link, downloaded), storing);
  }

  private Fetched store(
      String photo, Action action, Linked linked, Link link, Downloaded downloaded) {
    if (downloaded instanceof Downloaded.Expired expired) {
      return gone(RESULT_EXPIRED, expired.message());
    }
    if (downloaded instanceof Downloaded.Broken broken) {
      return gone(broken.code(), broken.message());
    }
    byte[] bytes = ((Downloaded.Whole) downloaded).bytes();
    Optional<PhotoHeader> header =
        linked.field().type() instanceof ResultField.VideoUrl ? Optional.empty() : header(bytes);
    if (header.isEmpty() && !isVideo(linked, bytes)) {
      return gone(
          "ResultDamaged",
          "Expected %s in %s of %s but was one to %s"
              .formatted(
                  linked.field().type().description(), linked.field().name(), action, seen(bytes)));
    }
    Identity identity = Identity.ofBytes(bytes);
    String extension = header.map(h -> h.format().extension()).orElse("avi");
    String location = ledger.resultLocation(photo, identity.value(), extension);
    try {
      WholeFiles.createIfAbsent(
          location, bytes, header.map(h -> h.format().mediaType()).orElse("video/x-msvideo"));
    } catch (IOException e) {
      return gone(
          "ResultNotStored",
          "Expected to write " + location + " but could not: " + PhotoFile.reason(e));
    }
    KeptResult result =
        KeptPictures.of(
            linked.field().name(), linked.index(), location, identity, header, bytes.length);
    return new Fetched.Stored(result, link);
  }

  private static boolean isVideo(Linked linked, byte[] bytes) {
    return linked.field().type() instanceof ResultField.VideoUrl && PhotoHeaders.isAvi(bytes);
  }

  /** The header of a whole picture. */
  private static Optional<PhotoHeader> header(byte[] bytes) {
    return PhotoHeaders.read(bytes) instanceof HeaderReading.Readable readable
            && Fit.unchanged(bytes, readable.header()) instanceof FitResult.Fitted
        ? Optional.of(readable.header())
        : Optional.empty();
  }

  /** What came instead, in words. */
  private static String seen(byte[] bytes) {
    if (PhotoHeaders.read(bytes) instanceof HeaderReading.Readable readable) {
      PhotoHeader header = readable.header();
      return header(bytes).isEmpty()
          ? "a damaged %s of %d bytes".formatted(header.format(), bytes.length)
          : "a %s of %dx%d pixels".formatted(header.format(), header.width(), header.height());
    }
    return "something else of %d bytes".formatted(bytes.length);
  }

  private static Fetched gone(String code, String message) {
    return new Fetched.Gone(new Kept.Lost(code, message));
  }

  private static List<Fetched> and(List<Fetched> before, Fetched more) {
    List<Fetched> both = new ArrayList<>(before);
    both.add(more);
    return both;
  }

  private static Kept kept(Action action, JsonNode data, List<Fetched> fetched) {
    List<KeptResult> results = new ArrayList<>();
    Map<String, Link> links = new LinkedHashMap<>();
    for (Fetched one : fetched) {
      if (one instanceof Fetched.Gone gone) {
        return gone.why();
      }
      Fetched.Stored stored = (Fetched.Stored) one;
      results.add(stored.result());
      links.put(stored.result().location(), stored.link());
    }
    ObjectNode told = data.deepCopy();
    action.results().stream()
        .filter(f -> isLinked(f.type()))
        .map(ResultField::name)
        .forEach(told::remove);
    return new Kept.Safe(told.toString(), results, links);
  }
}
