package darkroom.storage.oss;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A store for the tests of a class, which keep apart by their keys. */
abstract class StoreTest {
  static Store store;

  @BeforeAll
  static void start(@TempDir Path folder) {
    store = Store.in(folder);
  }

  @AfterEach
  void endFaults() {
    store.faults().clear();
  }

  @AfterAll
  static void stop() {
    store.close();
  }
}
