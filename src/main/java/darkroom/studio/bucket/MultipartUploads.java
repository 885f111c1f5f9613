package darkroom.studio.bucket;

import darkroom.action.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The uploads in parts that a bucket has not completed; they survive a restart. */
final class MultipartUploads {
  private static final System.Logger LOG = System.getLogger(MultipartUploads.class.getName());

  /** The file in an upload's folder that says what it is to become. */
  private static final String PROMISE = "promise";

  private static final ByteSize NOTHING = ByteSize.bytes(0);

  private final Path folder;
  private final BucketFolder bucket;
  private final Map<String, MultipartUpload> uploads = new ConcurrentHashMap<>();

  MultipartUploads(Path folder, BucketFolder bucket) {
    this.folder = folder;
    this.bucket = bucket;
  }

  void load() throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        load(child);
      }
    }
  }

  private void load(Path child) {
    try {
      String id = child.getFileName().toString();
      StoredObject promise = ObjectFile.read(child.resolve(PROMISE));
      MultipartUpload upload = new MultipartUpload(id, child, promise);
      try (DirectoryStream<Path> parts = Files.newDirectoryStream(child, "[0-9]*")) {
        for (Path part : parts) {
          int number = Integer.parseInt(part.getFileName().toString());
          upload.remember(number, ObjectFile.read(part));
        }
      }
      uploads.put(id, upload);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Left out of the uploads: {0}", e.getMessage());
    }
  }

  boolean isEmpty() {
    return uploads.isEmpty();
  }

  MultipartUpload start(String key, ObjectMetadata metadata) throws IOException {
    UUID random = UUID.randomUUID();
    HexFormat hex = HexFormat.of().withUpperCase();
    String id =
        hex.toHexDigits(random.getMostSignificantBits())
            + hex.toHexDigits(random.getLeastSignificantBits());
    Path child = Files.createDirectory(folder.resolve(id));
    StoredObject promise =
        ObjectFile.write(
            child.resolve(PROMISE),
            InputStream.nullInputStream(),
            NOTHING,
            digest -> digest.object(key, bucket.now(), ObjectKind.MULTIPART, metadata));
    MultipartUpload upload = new MultipartUpload(id, child, promise);
    uploads.put(id, upload);
    return upload;
  }

  MultipartUpload find(String id, String key) {
    MultipartUpload upload = uploads.get(id);
    if (upload == null || !upload.promise().key().equals(key)) {
      throw Refused.because(BucketError.NO_SUCH_UPLOAD);
    }
    return upload;
  }

  void discard(MultipartUpload upload) throws IOException {
    uploads.remove(upload.id());
    upload.discard();
  }

  /** All of them, by key and then by id. */
  List<MultipartUpload> list() {
    Comparator<MultipartUpload> byKey =
        Comparator.comparing(upload -> upload.promise().key(), Utf8Order.KEYS);
    return uploads.values().stream().sorted(byKey.thenComparing(MultipartUpload::id)).toList();
  }
}
