package darkroom.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Many different photos that are quick to work on: seeded crops of the samples. */
public final class SmallPhotos {
  private static final List<String> SAMPLES =
      List.of("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg");

  private SmallPhotos() {}

  /** Writes so many photos of a size into a folder, {@code 0.jpg} and so on. */
  public static Path write(Path folder, int count, int width, int height) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(1);
    for (String name : SAMPLES) {
      BufferedImage sample = ImageIO.read(Path.of("pipelines/samples").resolve(name).toFile());
      for (int i = SAMPLES.indexOf(name); i < count; i += SAMPLES.size()) {
        int x = random.nextInt(sample.getWidth() - width);
        int y = random.nextInt(sample.getHeight() - height);
        BufferedImage crop = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        crop.getGraphics().drawImage(sample.getSubimage(x, y, width, height), 0, 0, null);
        // Crops of a plain background may be the same.
        crop.setRGB(0, 0, i * 7919);
        ImageIO.write(crop, "jpg", folder.resolve(i + ".jpg").toFile());
      }
    }
    return folder;
  }
}
