package darkroom.studio.operation;

import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Hides bytes in a photo's luma by quantization index modulation (Chen and Wornell 2001): each sum
 * of {@link MarkGrid} is moved to the nearest point of a lattice, of two that stand for 0 and 1.
 */
final class BlindMark {
  /** How many places each coded bit must have at least, on average, to be read back safely. */
  private static final double LEAST_PLACES = 1.4;

  /** Clipping at black and white undoes a part of the mark; so it is put in again. */
  private static final int ROUNDS = 3;

  private BlindMark() {}

  /** How many bytes a photo can hide; negative where not even a head fits. */
  static int capacity(Mat photo) {
    int places = places(photo.cols()) * places(photo.rows()) * MarkGrid.SUMS;
    if (places / 8 < Hidden.headLength()) {
      return -1;
    }
    double bits = Math.min(MarkGrid.mostBits(), places * 7 / 8.0 / LEAST_PLACES);
    int bytes = 0;
    while (Hidden.bodyLength(bytes + 1) <= bits) {
      bytes++;
    }
    return Hidden.bodyLength(0) <= bits ? bytes : -1;
  }

  private static int places(int side) {
    return side / MarkGrid.BLOCK;
  }

  /**
   * The photo, of as many channels, with the bytes in it; transparency stays. It is marked a band
   * of tiles at a time, so that little is needed beside it and its copy.
   */
  static Mat marked(Mat photo, Hidden hidden, MarkVersion version) {
    Lattice lattice = new Lattice(hidden.head(version), hidden.body(), version.step());
    PilotTones tones = new PilotTones(version);
    Mat marked = photo.clone();
    int bands = (photo.rows() + MarkGrid.TILE - 1) / MarkGrid.TILE;
    IntStream.range(0, bands)
        .parallel()
        .forEach(
            band -> {
              try (PointerScope scope = new PointerScope()) {
                int top = band * MarkGrid.TILE;
                int height = Math.min(MarkGrid.TILE, photo.rows() - top);
                Frame place = new Frame(0, top, photo.cols(), height);
                band(place.of(photo), lattice, tones).copyTo(place.of(marked));
              }
            });
    return marked;
  }

  private static Mat band(Mat photo, Lattice lattice, PilotTones tones) {
    float[] plane = Luma.values(photo);
    int width = photo.cols();
    float[] wanted = plane.clone();
    tones.addTo(wanted, width);
    lattice.move(wanted, width, photo.rows(), 1);
    float[] change = difference(wanted, plane);
    Mat marked = changed(photo, change);
    for (int round = 1; round < ROUNDS; round++) {
      float[] is = Luma.values(marked);
      float[] better = is.clone();
      lattice.move(better, width, photo.rows(), 1);
      float[] more = difference(better, is);
      for (int i = 0; i < change.length; i++) {
        change[i] += more[i];
      }
      marked = changed(photo, change);
    }
    return marked;
  }

  private static float[] difference(float[] to, float[] from) {
    float[] difference = new float[to.length];
    for (int i = 0; i < to.length; i++) {
      difference[i] = to[i] - from[i];
    }
    return difference;
  }

  private static Mat changed(Mat photo, float[] change) {
    Mat changed = photo.clone();
    int width = photo.cols();
    int channels = photo.channels();
    int coloured = Math.min(channels, 3);
    byte[] row = new byte[width * channels];
    for (int y = 0; y < photo.rows(); y++) {
      BytePointer pixels = changed.ptr(y);
      pixels.get(row);
      for (int x = 0; x < width; x++) {
        float by = change[y * width + x];
        for (int at = x * channels; at < x * channels + coloured; at++) {
          int value = Math.round((row[at] & 0xff) + by);
          row[at] = (byte) Math.min(255, Math.max(0, value));
        }
      }
      pixels.put(row);
    }
    return changed;
  }

  /** What a luma hides that was scaled and cropped so. */
  static Optional<Hidden> at(Mat luma, Placement placement, MarkVersion version) {
    return reading(luma, placement).hidden(version);
  }

  static MarkReading reading(Mat luma, Placement placement) {
    return new MarkReading(placement.onGrid(luma), placement);
  }
}
