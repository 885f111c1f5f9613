package darkroom.job;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** Which photos a job is about. */
public sealed interface ManifestSpec extends Serializable {
  /** How the files of a manifest are read. */
  enum Format {
    /** One JSON object per line. */
    JSON_LINES,
    /** Comma-separated values under a header. */
    CSV,
    /** One URI per line. */
    LIST,
    /** The {@code manifest.json} of a bucket's inventory. */
    INVENTORY,
    /** The files are the photos themselves. */
    PHOTOS;

    /** The format of files named like this, a compression's suffix left aside. */
    static Format of(String pattern) {
      if (pattern.substring(pattern.lastIndexOf('/') + 1).equals("manifest.json")) {
        return INVENTORY;
      }
      String plain = pattern.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst|zstd)$", "");
      return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
        case "jsonl", "ndjson", "json" -> JSON_LINES;
        case "csv" -> CSV;
        case "txt", "list" -> LIST;
        default -> PHOTOS;
      };
    }
  }

  /**
   * Files that match a pattern.
   *
   * @param pattern a path or URI, which may hold a glob
   */
  record Files(String pattern, Format format) implements ManifestSpec {}

  /** Photos that the job file itself lists. */
  record Listed(List<String> uris) implements ManifestSpec {
    public Listed {
      uris = List.copyOf(uris);
      if (uris.isEmpty()) {
        throw new IllegalArgumentException("Expected at least one photo but was none");
      }
    }
  }
}
