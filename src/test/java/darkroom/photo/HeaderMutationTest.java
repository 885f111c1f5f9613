package darkroom.photo;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Actions;
import darkroom.action.FitMode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files come from anywhere: whatever is in them is answered, and little of it is read. */
class HeaderMutationTest {
  private static final int MUTATIONS = 2000;
  private static final int DECODED = 100;

  /** Most of a header is here. */
  private static final int START = 160;

  static Set<Map.Entry<String, byte[]>> fixtures() {
    return PhotoFixtures.all().entrySet();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void answersWhateverTheFileHolds(Map.Entry<String, byte[]> fixture) throws IOException {
    Random random = new Random(fixture.getKey().hashCode());
    for (int i = 0; i < MUTATIONS; i++) {
      CountingChannel file = new CountingChannel(mutated(fixture.getValue(), random));

      assertThat(PhotoHeaders.read(file)).isNotNull();
      assertThat(file.bytesRead()).isLessThanOrEqualTo(PhotoHeaders.READ_BOUND);
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void fitsOrRefusesWhateverTheFileHolds(Map.Entry<String, byte[]> fixture) {
    Random random = new Random(fixture.getKey().hashCode());
    for (int i = 0; i < DECODED; i++) {
      byte[] file = mutated(fixture.getValue(), random);
      if (PhotoHeaders.read(file) instanceof HeaderReading.Readable readable
          && readable.header().pixels() < 1_000_000) {
        assertThat(Fit.conform(file, readable.header(), Actions.all(), FitMode.SHRINK, "FFFFFF"))
            .isNotNull();
      }
    }
  }

  private static byte[] mutated(byte[] file, Random random) {
    byte[] mutated = file.clone();
    if (file.length == 0) {
      return mutated;
    }
    for (int count = random.nextInt(8); count >= 0; count--) {
      int reach = random.nextBoolean() ? Math.min(START, file.length) : file.length;
      mutated[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(mutated, random.nextInt(file.length + 1))
        : mutated;
  }
}
