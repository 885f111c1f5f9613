package darkroom.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import darkroom.account.KeySource;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The studio as a process of its own. */
class StudioCommandIT {
  @TempDir Path temporary;

  @Test
  void servesUntilItIsStoppedAndLeavesNothingBehind() throws Exception {
    Process studio =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "darkroom.cli.Darkroom",
                "studio",
                "--port",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = studio.inputReader()) {
      String endpoint = out.readLine().substring("studio: ".length());
      String bucket = out.readLine().substring("bucket: ".length());
      OSS client = client(endpoint);
      client.putObject(bucket, "a.txt", new ByteArrayInputStream(new byte[10]));

      assertThat(client.getObject(bucket, "a.txt").getObjectContent().readAllBytes()).hasSize(10);
      client.shutdown();
      assertThat(studioFolders()).isPositive();
    } finally {
      studio.destroy();
      assertThat(studio.waitFor(20, SECONDS)).isTrue();
    }
    assertThat(studioFolders()).isZero();
  }

  @Test
  void tellsOfAPortThatIsNoPort() {
    CommandLine studio = CommandLine.run("studio", "--port", "http");

    assertThat(studio.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(studio.err()).startsWith("Invalid value for option '--port'");
  }

  private long studioFolders() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(f -> f.getFileName().toString().startsWith("darkroom-studio-")).count();
    }
  }

  private static OSS client(String endpoint) {
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSLDEnabled(true);
    return new OSSClientBuilder()
        .build(endpoint, KeySource.Studio.ID, KeySource.Studio.SECRET, configuration);
  }
}
