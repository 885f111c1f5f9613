package darkroom.storage.oss;

import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObjectSummary;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * Finds a bucket's objects by a pattern.
 *
 * <p>What lies under the pattern's literal beginning is listed as it comes while it is little. Of
 * much, the folders are listed side by side, those left out that the pattern does not reach.
 */
final class Listing {
  private static final int PAGE = 1000;

  /** Where one page spans more folders, each is so small that listing it alone costs more. */
  private static final int MOST_FOLDERS_ON_PAGE = 10;

  private static final Comparator<Metadata> BY_KEY =
      Comparator.comparing(object -> ((OssResourceId) object.resourceId()).key());

  private final OssRequests requests;
  private final Parallel parallel;
  private final OssResourceId bucket;

  Listing(OssConnection connection, OssResourceId bucket) {
    this.requests = connection.requests();
    this.parallel = connection.parallel();
    this.bucket = bucket.withKey("");
  }

  /**
   * What one page holds, without the client's own record of it, which is several times as large.
   */
  private record Found(List<Metadata> objects, List<Task> more) {}

  private interface Task {
    Found run() throws IOException;
  }

  /** All objects that one of the patterns matches, by key; folders' own objects left out. */
  List<Metadata> matching(List<Glob> patterns) throws IOException {
    List<Metadata> found = new ArrayList<>();
    walk(
        patterns,
        objects -> {
          found.addAll(objects);
          return true;
        });
    found.sort(BY_KEY);
    // Several patterns may match the same object.
    return patterns.size() == 1 ? found : distinct(found);
  }

  /** One that a pattern matches, which lists no more than it takes to find it. */
  Optional<Metadata> anyMatching(List<Glob> patterns) throws IOException {
    List<Metadata> found = new ArrayList<>(1);
    walk(
        patterns,
        objects -> {
          objects.stream().findFirst().ifPresent(found::add);
          return found.isEmpty();
        });
    return found.stream().findFirst();
  }

  private static List<Metadata> distinct(List<Metadata> sorted) {
    List<Metadata> distinct = new ArrayList<>(sorted.size());
    for (Metadata object : sorted) {
      if (distinct.isEmpty() || BY_KEY.compare(distinct.get(distinct.size() - 1), object) != 0) {
        distinct.add(object);
      }
    }
    return distinct;
  }

  /**
   * Lists page after page, several folders' at a time.
   *
   * @param goesOn takes what a page gave, and says whether to go on
   */
  private void walk(List<Glob> patterns, Predicate<List<Metadata>> goesOn) throws IOException {
    Deque<Parallel.Pending<Found>> pending = new ArrayDeque<>();
    for (Glob pattern : patterns) {
      pending.add(parallel.start(() -> under(pattern, pattern.prefix())));
    }
    try {
      boolean on = true;
      while (on && !pending.isEmpty()) {
        Found part = pending.removeFirst().result();
        on = goesOn.test(part.objects());
        if (on) {
          part.more().forEach(task -> pending.add(parallel.start(task::run)));
        }
      }
    } finally {
      pending.forEach(Parallel.Pending::drop);
    }
  }

  /** Lists what begins with the prefix, or leaves its folders to other tasks. */
  private Found under(Glob pattern, String prefix) throws IOException {
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    if (!pattern.reachesBelow(folder)) {
      ListObjectsV2Request flat = request(prefix, "/");
      return found(pattern, flat, page(flat));
    }
    ListObjectsV2Result page = page(request(prefix, ""));
    int span = page.isTruncated() ? foldersOn(page, folder) : 0;
    if (span > 0 && span <= MOST_FOLDERS_ON_PAGE) {
      ListObjectsV2Result folders = page(request(prefix, "/"));
      if (!folders.isTruncated() && !folders.getCommonPrefixes().isEmpty()) {
        return split(pattern, folders);
      }
    }
    return found(pattern, request(prefix, ""), page);
  }

  private Found split(Glob pattern, ListObjectsV2Result page) {
    List<Task> tasks = new ArrayList<>();
    for (String encoded : page.getCommonPrefixes()) {
      String folder = decoded(encoded);
      if (pattern.reachesInto(folder)) {
        tasks.add(() -> under(pattern, folder));
      }
    }
    return new Found(matching(pattern, page), tasks);
  }

  /** What a page holds; its next one is left to another task. */
  private Found found(Glob pattern, ListObjectsV2Request request, ListObjectsV2Result page) {
    List<Metadata> objects = matching(pattern, page);
    if (!page.isTruncated()) {
      return new Found(objects, List.of());
    }
    String next = page.getNextContinuationToken();
    return new Found(
        objects,
        List.of(
            () -> {
              request.setContinuationToken(next);
              return found(pattern, request, page(request));
            }));
  }

  private List<Metadata> matching(Glob pattern, ListObjectsV2Result page) {
    List<Metadata> objects = new ArrayList<>(page.getObjectSummaries().size());
    for (OSSObjectSummary object : page.getObjectSummaries()) {
      if (!object.getKey().endsWith("/") && pattern.matches(object.getKey())) {
        objects.add(
            OssFileSystem.metadata(
                bucket.withKey(object.getKey()),
                object.getSize(),
                object.getLastModified().getTime(),
                object.getETag()));
      }
    }
    return objects;
  }

  private static int foldersOn(ListObjectsV2Result page, String parent) {
    Set<String> folders = new HashSet<>();
    for (OSSObjectSummary object : page.getObjectSummaries()) {
      int slash = object.getKey().indexOf('/', parent.length());
      if (slash >= 0) {
        folders.add(object.getKey().substring(0, slash));
      }
    }
    return folders.size();
  }

  /**
   * Asks for what begins with the prefix, or for more. The official client signs a prefix without
   * the blanks at its ends but sends it with them, which no store takes for the same.
   */
  private ListObjectsV2Request request(String prefix, String delimiter) {
    String signed = prefix.trim();
    boolean begins = prefix.startsWith(signed);
    ListObjectsV2Request request = new ListObjectsV2Request(bucket.bucket(), begins ? signed : "");
    request.setMaxKeys(PAGE);
    // Not every key can stand in XML.
    request.setEncodingType("url");
    if (!delimiter.isEmpty() && begins) {
      request.setDelimiter(delimiter);
    }
    return request;
  }

  private ListObjectsV2Result page(ListObjectsV2Request request) throws IOException {
    ListObjectsV2Result page = requests.list(bucket.withKey(request.getPrefix()), request);
    page.getObjectSummaries().forEach(object -> object.setKey(decoded(object.getKey())));
    return page;
  }

  private static String decoded(String key) {
    return URLDecoder.decode(key, StandardCharsets.UTF_8);
  }
}
