package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The photos that operations are measured over: the samples, and those of the folder that the
 * system property {@code photos} names, if it does, no side over 999.
 *
 * @param samples by file name
 * @param others by file name; nothing was learned from them
 */
record Gallery(Map<String, Mat> samples, Map<String, Mat> others) {
  private static final double SIDE = 999;

  static Gallery open() throws IOException {
    Map<String, Mat> samples = new LinkedHashMap<>();
    Photos.NAMES.forEach(name -> samples.put(name, Photos.sample(name)));
    Map<String, Mat> others = new LinkedHashMap<>();
    String folder = System.getProperty("photos", "");
    if (!folder.isEmpty()) {
      for (Path file : files(Path.of(folder))) {
        Mat photo = imread(file.toString(), IMREAD_COLOR);
        double scale = Math.min(1, SIDE / Math.max(photo.cols(), photo.rows()));
        others.put(file.getFileName().toString(), Photos.scaled(photo, scale));
      }
    }
    return new Gallery(samples, others);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().matches(".*\\.(png|jpg)")).sorted().toList();
    }
  }

  /** All photos. */
  List<Mat> all() {
    return Stream.concat(samples.values().stream(), others.values().stream()).toList();
  }

  /** All photos that have colour. */
  List<Mat> inColour() {
    return all().stream().filter(photo -> photo.channels() > 1).toList();
  }

  /** The mean of a figure over photos. */
  static double mean(List<Mat> photos, ToDoubleFunction<Mat> figure) {
    return photos.stream()
        .mapToDouble(
            photo -> {
              try (PointerScope scope = new PointerScope()) {
                return figure.applyAsDouble(photo);
              }
            })
        .average()
        .orElseThrow();
  }
}
