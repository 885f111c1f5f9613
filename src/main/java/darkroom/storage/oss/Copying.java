package darkroom.storage.oss;

import com.aliyun.oss.model.CopyObjectRequest;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.UploadPartCopyRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Copies objects inside the store; no byte of them comes here. */
final class Copying {
  private final OssConnection connection;
  private final OssRequests requests;
  private final long partSize;

  Copying(OssConnection connection, OssSettings settings) {
    this.connection = connection;
    this.requests = connection.requests();
    this.partSize = settings.copyPartSize().bytes();
  }

  /** One copy to be made. */
  record Pair(OssResourceId from, OssResourceId to) {
    static List<Pair> of(List<OssResourceId> from, List<OssResourceId> to) {
      if (from.size() != to.size()) {
        throw new IllegalArgumentException(
            "Expected as many objects to copy from as to but was "
                + from.size()
                + " and "
                + to.size());
      }
      return IntStream.range(0, from.size())
          .mapToObj(i -> new Pair(from.get(i), to.get(i)))
          .toList();
    }

    boolean isItself() {
      return from.equals(to);
    }
  }

  /** A copy to be made of an object as it was found. */
  private record Order(Pair pair, ObjectMetadata source) {}

  /** What becomes of a copy whose source is missing. */
  enum Missing {
    FAILS,
    SKIPPED
  }

  /** What becomes of a copy whose target is there with the same content. */
  enum Present {
    COPIED_AGAIN,
    SKIPPED
  }

  /**
   * Copies all, many at a time.
   *
   * @return those whose source was there, which a move may delete now
   */
  List<Pair> copy(List<Pair> pairs, Missing missing, Present present) throws IOException {
    List<Optional<Order>> found = connection.parallel().each(pairs, pair -> order(pair, missing));
    List<Order> orders = found.stream().flatMap(Optional::stream).toList();
    List<Boolean> needed = connection.parallel().each(orders, order -> isNeeded(order, present));
    List<Order> small = new ArrayList<>();
    List<Order> large = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      if (needed.get(i)) {
        boolean fits = orders.get(i).source().getContentLength() <= partSize;
        (fits ? small : large).add(orders.get(i));
      }
    }
    List<Order> unused = connection.parallel().each(small, this::copyAtOnce);
    for (Order order : large) {
      copyInParts(order);
    }
    return orders.stream().map(Order::pair).toList();
  }

  private Optional<Order> order(Pair pair, Missing missing) throws IOException {
    try {
      return Optional.of(new Order(pair, requests.head(pair.from())));
    } catch (FileNotFoundException e) {
      if (missing == Missing.SKIPPED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean isNeeded(Order order, Present present) throws IOException {
    if (order.pair().isItself()) {
      return false;
    }
    if (present == Present.COPIED_AGAIN) {
      return true;
    }
    try {
      // An ETag tells of the parts, too; the CRC64 tells of the content alone.
      Long there = requests.head(order.pair().to()).getServerCRC();
      return there == null || !there.equals(order.source().getServerCRC());
    } catch (FileNotFoundException e) {
      return true;
    }
  }

  private Order copyAtOnce(Order order) throws IOException {
    OssResourceId from = order.pair().from();
    OssResourceId to = order.pair().to();
    CopyObjectRequest request =
        new CopyObjectRequest(from.bucket(), from.key(), to.bucket(), to.key());
    request.setMatchingETagConstraints(List.of(order.source().getETag()));
    requests.copy(to, request);
    return order;
  }

  private void copyInParts(Order order) throws IOException {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentType(order.source().getContentType());
    metadata.setUserMetadata(order.source().getUserMetadata());
    OssResourceId to = order.pair().to();
    Upload upload = Upload.begin(to, metadata, WriteCondition.none(), connection);
    try {
      long size = order.source().getContentLength();
      for (long offset = 0; offset < size; offset += partSize) {
        upload.add(part(order, offset, Math.min(partSize, size - offset)));
      }
      Long crc = order.source().getServerCRC();
      upload.complete(crc == null ? Optional.empty() : Optional.of(crc));
    } finally {
      upload.abort();
    }
  }

  private Upload.Part part(Order order, long offset, long length) {
    OssResourceId from = order.pair().from();
    OssResourceId to = order.pair().to();
    return (uploadId, number) -> {
      UploadPartCopyRequest request =
          new UploadPartCopyRequest(
              from.bucket(), from.key(), to.bucket(), to.key(), uploadId, number, offset, length);
      request.setMatchingETagConstraints(List.of(order.source().getETag()));
      return requests.copyPart(to, request);
    };
  }
}
