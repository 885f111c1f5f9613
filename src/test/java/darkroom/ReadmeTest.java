package darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.report.ActionsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void showsTheActionsAsTheyAreDeclared() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme)
        .as("README.md is stale; run: java -jar target/darkroom.jar actions --write README.md")
        .isEqualTo(ActionsTable.refresh(readme));
  }
}
