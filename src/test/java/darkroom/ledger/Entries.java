package darkroom.ledger;

import darkroom.action.Money;
import darkroom.storage.FileStat;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Entries for tests. */
final class Entries {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
  static final int SHARE = 7;
  static final String PHOTO = photo(SHARE);

  private Entries() {}

  /** The identity of some photo of a share. */
  static String photo(int share) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "sha256:" + Fingerprint.of("photo " + i).hex())
        .filter(photo -> Ledger.share(photo) == share)
        .findFirst()
        .orElseThrow();
  }

  static CallKey key(String content) {
    return new CallKey(Fingerprint.of(content).hex());
  }

  static PaidCall paid(String content, String requestId, Instant time) {
    return paid(content, requestId, "run-1", time);
  }

  static PaidCall paid(String content, String requestId, String runId, Instant time) {
    return new PaidCall(
        key(content),
        PHOTO,
        "ColorizeImage",
        requestId,
        "{\"Score\":0.1}",
        List.of(
            new KeptResult(
                "ImageURL",
                0,
                "oss://b/results/\u56fe.jpg",
                "sha256:12",
                "JPEG",
                640,
                480,
                "RGB",
                8,
                1,
                9999)),
        Money.cny("0.10"),
        2,
        1,
        640,
        480,
        runId,
        time);
  }

  static SubmittedJob job(String content, String jobId, Instant time) {
    return new SubmittedJob(
        key(content), PHOTO, "GenerateDynamicImage", jobId, 1, 0, "run-1", time);
  }

  static WrittenOutput output(String name, String made, long bytes, Instant time) {
    FileStat file = new FileStat(bytes, time.toEpochMilli());
    return WrittenOutput.of(PHOTO, name, made, file, "run-1", time);
  }
}
