package darkroom.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Makes many different photos out of the sample photos: seeded random crops, as JPEG. */
final class Crops {
  private static final int SMALLEST = 200;

  private Crops() {}

  /** Writes so many crops into a folder and answers a glob of them. */
  static String write(Path folder, int count) throws IOException {
    return write(folder, count, SMALLEST, Integer.MAX_VALUE);
  }

  /** The same of sides from the smallest to the largest, or what their sample has. */
  static String write(Path folder, int count, int smallest, int largest) throws IOException {
    List<BufferedImage> samples = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("pipelines/samples"))) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*\\.(png|jpg)")).sorted().toList()) {
        samples.add(ImageIO.read(file.toFile()));
      }
    }
    Files.createDirectories(folder);
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      BufferedImage sample = samples.get(i % samples.size());
      int width = smallest + random.nextInt(Math.min(largest, sample.getWidth()) - smallest);
      int height = smallest + random.nextInt(Math.min(largest, sample.getHeight()) - smallest);
      int x = random.nextInt(sample.getWidth() - width);
      int y = random.nextInt(sample.getHeight() - height);
      BufferedImage crop = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      crop.getGraphics().drawImage(sample.getSubimage(x, y, width, height), 0, 0, null);
      ImageIO.write(crop, "jpg", folder.resolve(i + ".jpg").toFile());
    }
    return folder + "/*.jpg";
  }
}
