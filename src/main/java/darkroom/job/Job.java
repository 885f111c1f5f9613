package darkroom.job;

import darkroom.action.Money;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What to do: which photos, which steps, and where the results go.
 *
 * @param admit the photos it is for; empty where it is for all
 * @param budget the most that may be spent
 * @param source the file it was read from, for messages
 */
public record Job(
    String name,
    ManifestSpec manifest,
    Optional<When> admit,
    List<Step> recipe,
    Output output,
    Optional<Money> budget,
    Optional<StopRule> stopWhen,
    String source)
    implements Serializable {
  public Job {
    recipe = List.copyOf(recipe);
    if (recipe.isEmpty()) {
      throw new IllegalArgumentException("Expected at least one step but was none");
    }
  }

  private Object writeReplace() {
    return Packed.of(this);
  }
}
