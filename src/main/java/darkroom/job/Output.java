package darkroom.job;

import java.io.Serializable;
import java.util.Optional;

/**
 * Where the results go.
 *
 * @param tables the folder of the tables, always with a slash at its end
 * @param images empty where the recipe gives none
 * @param ledger the folder of what is paid for, always with a slash at its end
 */
public record Output(String tables, Optional<Images> images, String ledger)
    implements Serializable {
  private static final String LEDGER = "ledger/";

  public Output {
    tables = folder(tables, "tables");
    ledger = folder(ledger, "ledger");
  }

  /** The tables alone, with the ledger beside them. */
  static Output ofTables(String tables) {
    return new Output(tables, Optional.empty(), ledgerOf(tables));
  }

  /** Where the ledger is when a job says nothing. */
  static String ledgerOf(String tables) {
    return folder(tables, "tables") + LEDGER;
  }

  private static String folder(String name, String what) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("Expected a folder for the " + what + " but was nothing");
    }
    return name.endsWith("/") ? name : name + "/";
  }

  private Object writeReplace() {
    return Packed.of(this);
  }
}
