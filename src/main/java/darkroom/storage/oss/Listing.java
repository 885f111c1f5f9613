package darkroom.storage.oss;

import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObjectSummary;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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

  private final OssRequests requests;
  private final Parallel parallel;
  private final OssResourceId bucket;

  Listing(OssConnection connection, OssResourceId bucket) {
    this.requests = connection.requests();
    this.parallel = connection.parallel();
    this.bucket = bucket.withKey("");
  }

  /** What a task found, and what is left to others. */
  private record Found(List<OSSObjectSummary> objects, List<Task> more) {}

  private interface Task {
    Found run() throws IOException;
  }

  /** All objects that one of the patterns matches, by key; folders' own objects left out. */
  Collection<OSSObjectSummary> matching(List<Glob> patterns) throws IOException {
    SortedMap<String, OSSObjectSummary> found = new TreeMap<>();
    Deque<Parallel.Pending<Found>> pending = new ArrayDeque<>();
    for (Glob pattern : patterns) {
      pending.add(parallel.start(() -> under(pattern, pattern.prefix())));
    }
    try {
      while (!pending.isEmpty()) {
        Found part = pending.removeFirst().result();
        part.objects().forEach(object -> found.put(object.getKey(), object));
        part.more().forEach(task -> pending.add(parallel.start(task::run)));
      }
    } finally {
      pending.forEach(Parallel.Pending::drop);
    }
    return found.values();
  }

  /** Lists what begins with the prefix, or leaves its folders to other tasks. */
  private Found under(Glob pattern, String prefix) throws IOException {
    String folder = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    if (!pattern.reachesBelow(folder)) {
      return flat(pattern, request(prefix, "/"));
    }
    ListObjectsV2Result page = page(request(prefix, ""));
    int span = page.isTruncated() ? foldersOn(page, folder) : 0;
    if (span > 0 && span <= MOST_FOLDERS_ON_PAGE) {
      ListObjectsV2Result folders = page(request(prefix, "/"));
      if (!folders.isTruncated() && !folders.getCommonPrefixes().isEmpty()) {
        return split(pattern, folders);
      }
    }
    return continued(pattern, request(prefix, ""), page);
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

  private Found flat(Glob pattern, ListObjectsV2Request request) throws IOException {
    return continued(pattern, request, page(request));
  }

  /** Lists page after page to the end. */
  private Found continued(Glob pattern, ListObjectsV2Request request, ListObjectsV2Result first)
      throws IOException {
    List<OSSObjectSummary> objects = new ArrayList<>(matching(pattern, first));
    ListObjectsV2Result page = first;
    while (page.isTruncated()) {
      request.setContinuationToken(page.getNextContinuationToken());
      page = page(request);
      objects.addAll(matching(pattern, page));
    }
    return new Found(objects, List.of());
  }

  private static List<OSSObjectSummary> matching(Glob pattern, ListObjectsV2Result page) {
    return page.getObjectSummaries().stream()
        .filter(object -> !object.getKey().endsWith("/") && pattern.matches(object.getKey()))
        .toList();
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
