package darkroom.job;

import java.io.Serializable;

/**
 * Where the results go.
 *
 * @param tables the folder of the tables, always with a slash at its end
 */
public record Output(String tables) implements Serializable {
  public Output {
    if (tables.isBlank()) {
      throw new IllegalArgumentException("Expected a folder for the tables but was nothing");
    }
    tables = tables.endsWith("/") ? tables : tables + "/";
  }
}
