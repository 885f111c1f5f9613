package darkroom.studio.operation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gathers the {@link RememberedColours} from the sample photos and writes them among the resources:
 * {@code mvn -q test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=darkroom.studio.operation.ColourTraining}.
 */
public final class ColourTraining {
  static final List<String> IN_COLOUR =
      List.of("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "seeding.jpg");

  private ColourTraining() {}

  public static void main(String[] arguments) throws IOException {
    Path resource = Path.of("src/main/resources/darkroom/studio/operation", ColorizeImage.MEMORY);
    try (OutputStream stored = Files.newOutputStream(resource)) {
      remembered(IN_COLOUR.stream().map(Photos::sample).toList()).write(stored);
    }
  }

  /** What is remembered of some photos. */
  static RememberedColours remembered(List<Mat> photos) {
    List<float[]> traits = new ArrayList<>();
    List<float[]> colours = new ArrayList<>();
    for (Mat photo : photos) {
      Mat small = ColorizeImage.small(photo);
      float[] lab = ColourDifference.lab(small);
      ToneTexture texture = new ToneTexture(Pixels.grey(small));
      Random random = new Random(1);
      for (int i = 0; i < RememberedColours.PLACES_A_PHOTO; i++) {
        int place = random.nextInt(texture.places());
        traits.add(texture.traits(place));
        colours.add(new float[] {lab[3 * place + 1], lab[3 * place + 2]});
      }
    }
    return new RememberedColours(traits.toArray(float[][]::new), colours.toArray(float[][]::new));
  }
}
