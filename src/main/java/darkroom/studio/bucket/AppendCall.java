package darkroom.studio.bucket;

import darkroom.studio.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Appends to an object by writing it anew, so that it is visible only whole; of two who append at
 * one position, one is refused.
 */
final class AppendCall {
  private static final String NEXT_POSITION = "x-oss-next-append-position";

  private final ObjectStore store;

  AppendCall(ObjectStore store) {
    this.store = store;
  }

  Response append(BucketRequest request) throws IOException {
    BucketFolder bucket = store.bucket(request.bucket());
    ObjectStore.checkKey(request.key());
    Optional<ObjectContent> opened = bucket.open(request.key());
    try (InputStream present =
        opened.isPresent() ? opened.get().stream() : InputStream.nullInputStream()) {
      Optional<StoredObject> before = opened.map(ObjectContent::object);
      checkPosition(request, before);
      RequestBody body = request.body();
      body.checkAnnounced(store.largestObject());
      ObjectMetadata metadata =
          before
              .map(StoredObject::metadata)
              .orElseGet(() -> ObjectMetadata.of(request.http().headers()));
      Draft draft =
          bucket.draft(
              new SequenceInputStream(present, body),
              digest ->
                  digest.object(request.key(), bucket.now(), ObjectKind.APPENDABLE, metadata));
      StoredObject stored = bucket.publish(draft, unchanged(before));
      return ObjectCalls.written(stored).with(NEXT_POSITION, Long.toString(stored.size()));
    }
  }

  private static void checkPosition(BucketRequest request, Optional<StoredObject> before) {
    if (before.filter(object -> object.kind() != ObjectKind.APPENDABLE).isPresent()) {
      throw Refused.because(BucketError.OBJECT_NOT_APPENDABLE);
    }
    String length = Long.toString(before.map(StoredObject::size).orElse(0L));
    if (!request.query().text("position").equals(length)) {
      throw Refused.because(
          BucketError.POSITION_NOT_EQUAL_TO_LENGTH, Map.of(NEXT_POSITION, length));
    }
  }

  private static Consumer<Optional<StoredObject>> unchanged(Optional<StoredObject> before) {
    return present -> {
      if (!present.equals(before)) {
        String length = Long.toString(present.map(StoredObject::size).orElse(0L));
        throw Refused.because(
            BucketError.POSITION_NOT_EQUAL_TO_LENGTH, Map.of(NEXT_POSITION, length));
      }
    };
  }
}
