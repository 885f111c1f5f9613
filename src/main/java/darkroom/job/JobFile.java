package darkroom.job;

import darkroom.job.ManifestSpec.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads job files: which photos, which steps, and where the results go. Relative paths are relative
 * to the working directory.
 */
public final class JobFile {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,62}");
  private static final String PATTERN = "a manifest file or a glob of photos such as photos/*.jpg";

  private JobFile() {}

  /**
   * The job in a file.
   *
   * @throws JobProblem where it cannot be run
   */
  public static Job read(Path file) {
    String source = file.toString();
    return parse(Document.text(file, Origin.job(source)), source);
  }

  /**
   * The job in a text.
   *
   * @param sourceName what messages call the text
   * @throws JobProblem where it cannot be run
   */
  public static Job parse(String yaml, String sourceName) {
    Fields job =
        Document.parse(yaml, Origin.job(sourceName))
            .fields("name", "manifest", "admit", "recipe", "output", "budget", "stop_when");
    String name =
        job.required("name")
            .as(
                "at most 63 letters, digits, dots, dashes and underscores",
                text -> Optional.of(text).filter(t -> NAME.matcher(t).matches()));
    ManifestSpec manifest = manifest(job.required("manifest"));
    Optional<When> admit = job.optional("admit").map(JobFile::admit);
    List<Step> recipe = RecipeSection.read(job.required("recipe"));
    return new Job(
        name,
        manifest,
        admit,
        recipe,
        OutputSection.read(job.required("output"), recipe),
        job.optional("budget").map(Quantity::money),
        job.optional("stop_when").map(LimitSections::stopRule),
        sourceName);
  }

  private static When admit(Setting value) {
    When admit = RecipeSection.condition(value, "admit");
    RecipeCheck.asksNoScore(admit, value);
    return admit;
  }

  private static ManifestSpec manifest(Setting manifest) {
    if (manifest.isList()) {
      List<String> uris =
          manifest.items("").stream().map(item -> item.text("the URI of a photo")).toList();
      if (uris.isEmpty()) {
        throw manifest.problem("Expected at least one photo in manifest but was an empty list");
      }
      return new ManifestSpec.Listed(uris);
    }
    if (!manifest.isMap()) {
      String pattern = pattern(manifest);
      return new ManifestSpec.Files(pattern, Format.of(pattern));
    }
    Fields fields = manifest.fields("path", "format");
    String pattern = pattern(fields.required("path"));
    Map<String, Format> formats = new TreeMap<>();
    formats.put("jsonl", Format.JSON_LINES);
    formats.put("csv", Format.CSV);
    formats.put("list", Format.LIST);
    formats.put("inventory", Format.INVENTORY);
    formats.put("photos", Format.PHOTOS);
    return new ManifestSpec.Files(
        pattern, fields.read("format", value -> value.choice(formats), Format.of(pattern)));
  }

  private static String pattern(Setting value) {
    String pattern = value.text(PATTERN);
    if (pattern.endsWith("/")) {
      throw value.unexpected(PATTERN);
    }
    return pattern;
  }
}
