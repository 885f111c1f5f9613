package darkroom.pipeline;

/**
 * Where a manifest entry stands.
 *
 * @param file the manifest
 * @param number of the line, from 1; in a list without lines, of the entry
 */
public record Line(String file, long number) {
  @Override
  public String toString() {
    return file + ":" + number;
  }
}
