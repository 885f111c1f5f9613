package darkroom.studio;

import darkroom.studio.bucket.BucketCounts;
import darkroom.studio.bucket.BucketService;
import darkroom.studio.bucket.ObjectStore;
import darkroom.studio.bucket.Presigner;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Service;
import darkroom.studio.operation.Operation;
import darkroom.studio.operation.Operations;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a studio is put together from, beside the API's protocol.
 *
 * @param bucket answers everything that is not a call of an action
 * @param results makes the store of results, given where the studio is reached
 * @param operations what the actions do; an action without one is out of service
 * @param bucketCounts what the bucket was asked for so far
 * @param closing ends the bucket
 */
record StudioParts(
    Service bucket,
    Function<URI, ResultStore> results,
    List<Operation> operations,
    Supplier<BucketCounts> bucketCounts,
    Runnable closing)
    implements AutoCloseable {

  StudioParts {
    operations = List.copyOf(operations);
  }

  /** A bucket in the settings' folder, results in that bucket, and all operations. */
  static StudioParts of(StudioSettings settings) {
    ObjectStore store = ObjectStore.open(settings.folder());
    settings.buckets().forEach(store::createBucket);
    BucketService bucket =
        BucketService.of(store, settings.keys(), settings.region(), settings.clock());
    return new StudioParts(
        bucket,
        endpoint -> new BucketResults(store, presigner(endpoint, settings), settings),
        Operations.all(),
        bucket::counts,
        bucket::close);
  }

  /** A temporary key would sign a link only together with its token. */
  private static Presigner presigner(URI endpoint, StudioSettings settings) {
    AccessKeys keys = settings.keys();
    Map.Entry<String, String> key =
        keys.secrets().entrySet().stream()
            .filter(pair -> keys.token(pair.getKey()).isEmpty())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Expected a key that is not temporary but was " + keys));
    return Presigner.of(endpoint, key.getKey(), key.getValue(), settings.clock());
  }

  @Override
  public void close() {
    closing.run();
  }
}
