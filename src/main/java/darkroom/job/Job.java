package darkroom.job;

import java.io.Serializable;
import java.util.List;

/**
 * What to do: which photos, which steps, and where the results go.
 *
 * @param source the file it was read from, for messages
 */
public record Job(
    String name, ManifestSpec manifest, List<ScoreStep> recipe, Output output, String source)
    implements Serializable {
  public Job {
    recipe = List.copyOf(recipe);
    if (recipe.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one step but was none");
    }
  }
}
