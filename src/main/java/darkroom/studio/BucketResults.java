package darkroom.studio;

import darkroom.studio.bucket.ObjectMetadata;
import darkroom.studio.bucket.ObjectStore;
import darkroom.studio.bucket.Presigner;
import darkroom.studio.operation.Picture;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.UUID;

/** Keeps results in the studio's own bucket, under links that are signed and expire. */
final class BucketResults implements ResultStore {
  private final ObjectStore store;
  private final Presigner presigner;
  private final StudioSettings settings;

  BucketResults(ObjectStore store, Presigner presigner, StudioSettings settings) {
    this.store = store;
    this.presigner = presigner;
    this.settings = settings;
  }

  @Override
  public URI put(Picture picture) {
    String key = UUID.randomUUID() + "." + picture.extension();
    store.put(
        settings.resultBucket(),
        key,
        new ByteArrayInputStream(picture.bytes()),
        ObjectMetadata.ofType(picture.mediaType()));
    return presigner.presignGet(settings.resultBucket(), key, settings.resultTtl());
  }
}
