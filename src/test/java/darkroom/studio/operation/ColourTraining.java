package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import darkroom.studio.operation.LearnedColours.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Learns the {@link LearnedColours} from photos of Debian 12 and writes them among the resources.
 * None of them is a sample. It takes some minutes:
 *
 * <pre>{@code
 * for p in gcompris-qt-data lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 lxqt-themes \
 *     mate-backgrounds palapeli-data plasma-workspace-wallpapers python3-skimage python3-sklearn; do
 *   apt-get download $p; dpkg -x ${p}_*.deb FOLDER/$p
 * done
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=darkroom.studio.operation.ColourTraining -Dexec.args=FOLDER
 * }</pre>
 *
 * <p>Each package's {@code /usr/share/doc/PACKAGE/copyright} tells who made its photos; the
 * licences are public domain, CC0, CC-BY, CC-BY-SA, GFDL and GPL-3+ (gcompris-qt-data), CC-BY-4.0,
 * CC-BY-SA and CC0 (lomiri-wallpapers), CC-BY-SA-3.0 and LGPL (lxqt-themes), GPL-2+ and
 * CC-BY-SA-4.0 (mate-backgrounds), GPL-2+, LGPL, GFDL and CC0 (palapeli-data), GPL-2+
 * (plasma-workspace-wallpapers), BSD (scikit-image, scikit-learn).
 */
public final class ColourTraining {
  /** Photos by the ends of their paths. */
  private static final List<String> PHOTOS =
      List.of(
          "lomiri-wallpapers-16.04/usr/share/backgrounds/(Bridge|Dragonfly|Picture|ai|free|life)_.*",
          "lomiri-wallpapers-20.04/usr/share/backgrounds/Kleiber_.*",
          "lxqt-themes/.*/(Butterfly-.*|Valendas|after-the-rain|appleflower|beam|butterfly).*",
          "lxqt-themes/.*/(cloud|drop|flowers|fog|this-is-not-windows).*",
          "mate-backgrounds/.*/nature/.*",
          "palapeli-data/.*/collection/.*",
          "plasma-workspace-wallpapers/.*/(BytheWater|ColorfulCups|DarkestHour)/.*/2560.*",
          "plasma-workspace-wallpapers/.*/(EveningGlow|FallenLeaf|Kite|OneStandsOut)/.*/2560.*",
          "plasma-workspace-wallpapers/.*/(Path|summer_1am)/.*/2560.*",
          "plasma-workspace-wallpapers/.*/Volna/.*/5120.*",
          "python3-skimage/.*/motorcycle_left.*",
          "python3-sklearn/.*/images/(china|flower).*");

  /** Files that hold photos one after the other, as WebP. */
  private static final String ALBUMS = ".*/(categorization|erase|explore_[a-z_]+)\\.rcc";

  /** Smaller pictures of an album are no photos. */
  private static final int LEAST_BYTES = 15_000;

  /** The letters RIFF and WEBP, the last first. */
  private static final int RIFF = 0x46464952;

  private static final int WEBP = 0x50424557;

  /** Photos are seen whole and in crops, lighter and darker, from either side. */
  private static final int VIEWS = 16;

  private static final double LEAST_CROP = 0.55;
  private static final double GAMMA = 0.35;
  private static final int PLACES_A_VIEW = 80;

  /** The longer side of a photo that crops are cut from. */
  private static final double SIDE = 400;

  /** The share of places that a colour has to have to be told apart. */
  private static final double LEAST_SHARE = 2e-4;

  private static final int NETWORKS = 4;
  private static final int[] HIDDEN = {64, 48};
  private static final int EPOCHS = 2;
  private static final int BATCH = 64;
  private static final double RATE = 1e-3;
  private static final double DECAY = 1e-4;

  /** How often a hidden value, and how often all that tells the picture, is withheld. */
  private static final double WITHHELD = 0.3;

  private static final double PICTURE_WITHHELD = 0.4;

  private final List<float[]> traits = new ArrayList<>();
  private final List<float[]> colours = new ArrayList<>();
  private final Random random = new Random(1);

  private ColourTraining() {}

  public static void main(String[] arguments) throws IOException {
    ColourTraining training = new ColourTraining();
    training.see(Path.of(arguments[0]));
    Path resource = Path.of("src/main/resources/darkroom/studio/operation", ColorizeImage.LEARNED);
    try (OutputStream stored = Files.newOutputStream(resource)) {
      training.learned().write(stored);
    }
  }

  private void see(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    int photos = 0;
    for (Path file : files) {
      String path = "/" + folder.relativize(file);
      List<byte[]> pictures = List.of();
      if (path.matches(ALBUMS)) {
        pictures = album(Files.readAllBytes(file));
      } else if (PHOTOS.stream().anyMatch(photo -> path.matches("/" + photo + "\\.(jpg|png)"))) {
        pictures = List.of(Files.readAllBytes(file));
      }
      for (byte[] picture : pictures) {
        try (PointerScope scope = new PointerScope()) {
          see(imdecode(new Mat(picture), IMREAD_COLOR));
        }
      }
      photos += pictures.size();
    }
    System.out.printf("%d photos, %d places%n", photos, traits.size());
  }

  /** The pictures that begin as WebP does, with their length. */
  private static List<byte[]> album(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> pictures = new ArrayList<>();
    for (int at = 0; at + 12 <= bytes.length; at++) {
      if (file.getInt(at) == RIFF && file.getInt(at + 8) == WEBP) {
        int length = 8 + file.getInt(at + 4);
        if (length > LEAST_BYTES && at + length <= bytes.length) {
          pictures.add(Arrays.copyOfRange(bytes, at, at + length));
        }
      }
    }
    return pictures;
  }

  private void see(Mat whole) {
    Mat photo = Photos.scaled(whole, Math.min(1, SIDE / Math.max(whole.cols(), whole.rows())));
    for (int view = 0; view < VIEWS; view++) {
      try (PointerScope scope = new PointerScope()) {
        Mat seen = view == 0 ? photo : crop(photo);
        seen = ColorizeImage.small(view % 2 == 0 ? seen : Photos.mirrored(seen, 1));
        remember(view < 2 ? seen : Photos.gamma(seen, Math.exp(GAMMA * random.nextGaussian())));
      }
    }
  }

  private Mat crop(Mat photo) {
    double share = LEAST_CROP + (1 - LEAST_CROP) * random.nextDouble();
    int width = (int) (share * photo.cols());
    int height = (int) (share * photo.rows());
    int x = random.nextInt(photo.cols() - width + 1);
    int y = random.nextInt(photo.rows() - height + 1);
    return Photos.cropped(photo, new Rect(x, y, width, height));
  }

  private void remember(Mat view) {
    float[] lab = ColourDifference.lab(view);
    ToneTexture texture = new ToneTexture(Pixels.grey(view));
    for (int i = 0; i < PLACES_A_VIEW; i++) {
      int place = random.nextInt(texture.places());
      traits.add(texture.traits(place));
      float step = LearnedColours.STEP;
      colours.add(new float[] {lab[3 * place + 1] / step, lab[3 * place + 2] / step});
    }
  }

  private LearnedColours learned() {
    float[] means = new float[ToneTexture.TRAITS];
    float[] deviations = new float[ToneTexture.TRAITS];
    for (int i = 0; i < means.length; i++) {
      int trait = i;
      double mean = traits.stream().mapToDouble(t -> t[trait]).average().orElseThrow();
      double variance =
          traits.stream().mapToDouble(t -> Math.pow(t[trait] - mean, 2)).average().orElseThrow();
      means[i] = (float) mean;
      deviations[i] = (float) Math.sqrt(Math.max(variance, 1e-6));
    }
    List<int[]> grid = grid();
    LearnedColours standard = new LearnedColours(means, deviations, grid, List.of());
    traits.replaceAll(standard::standard);
    List<List<Layer>> networks = new ArrayList<>();
    for (int seed = 1; seed <= NETWORKS; seed++) {
      networks.add(network(grid, seed));
    }
    return new LearnedColours(means, deviations, grid, networks);
  }

  /** The colours that are often enough a place's nearest. */
  private List<int[]> grid() {
    Map<Integer, Integer> counts = new TreeMap<>();
    int row = 256;
    for (float[] colour : colours) {
      int key = (Math.round(colour[0]) + row / 2) * row + Math.round(colour[1]) + row / 2;
      counts.merge(key, 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .filter(e -> e.getValue() > LEAST_SHARE * colours.size())
        .map(e -> new int[] {e.getKey() / row - row / 2, e.getKey() % row - row / 2})
        .toList();
  }

  private List<Layer> network(List<int[]> grid, long seed) {
    TrainedNetwork network =
        new TrainedNetwork(
            new int[] {ToneTexture.TRAITS, HIDDEN[0], HIDDEN[1], grid.size()}, WITHHELD, seed);
    Random chance = new Random(seed);
    int[] order = IntStream.range(0, traits.size()).toArray();
    long steps = 0;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      double loss = 0;
      for (int i = 0; i < order.length; i++) {
        int other = i + chance.nextInt(order.length - i);
        int next = order[other];
        order[other] = order[i];
        order[i] = next;
        float[] seen = traits.get(next).clone();
        if (chance.nextDouble() < PICTURE_WITHHELD) {
          Arrays.fill(seen, seen.length - ToneTexture.OF_PICTURE, seen.length, 0);
        }
        loss += network.learn(seen, target(grid, colours.get(next)));
        if (++steps % BATCH == 0) {
          double done = (double) steps / ((long) EPOCHS * order.length);
          double rate = RATE * (0.02 + 0.49 * (1 + Math.cos(Math.PI * done)));
          network.step(rate, BATCH, DECAY);
        }
      }
      System.out.printf("network %d, epoch %d: loss %.4f%n", seed, epoch + 1, loss / order.length);
    }
    return network.layers();
  }

  /** The shares of the four colours of the grid about a colour, each its nearest if it lacks. */
  private static float[] target(List<int[]> grid, float[] colour) {
    float[] target = new float[grid.size()];
    double a = Math.floor(colour[0]);
    double b = Math.floor(colour[1]);
    for (int corner = 0; corner < 4; corner++) {
      double cornerA = a + corner % 2;
      double cornerB = b + corner / 2;
      double share = (1 - Math.abs(colour[0] - cornerA)) * (1 - Math.abs(colour[1] - cornerB));
      target[nearest(grid, cornerA, cornerB)] += (float) share;
    }
    return target;
  }

  private static int nearest(List<int[]> grid, double a, double b) {
    int nearest = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < grid.size(); i++) {
      double away = Math.hypot(grid.get(i)[0] - a, grid.get(i)[1] - b);
      if (away < least) {
        least = away;
        nearest = i;
      }
    }
    return nearest;
  }
}
