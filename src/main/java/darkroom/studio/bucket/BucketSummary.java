package darkroom.studio.bucket;

import java.time.Instant;

/** A bucket as a list of buckets tells it. */
public record BucketSummary(String name, Instant created) {}
