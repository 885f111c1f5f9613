package darkroom.studio.operation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells by its {@link ToneTexture} what colour a place of a grey photo is likely to have, as small
 * neural networks have learned it from real photos.
 *
 * <p>As in R. Zhang, P. Isola, A. A. Efros, "Colorful Image Colorization", ECCV 2016, a likelihood
 * is told for each of the colours of a grid in a and b of CIE Lab; several networks are asked, and
 * their answers averaged. Of likelihoods one colour is made half by that paper's annealed mean,
 * half as the one that is least off, in CIEDE2000, from what it may be.
 */
final class LearnedColours {
  /** The step between the colours of the grid. */
  static final int STEP = 10;

  /** Beyond this many standard deviations a trait tells no more. */
  private static final float FAR = 4;

  /** By how much likely colours count more than unlikely ones in the mean: an exponent. */
  private static final double ANNEALING = 1.5;

  /** Colours off by so much more than the best are as good, nearly, and blend with it. */
  private static final double NEARLY = 0.25;

  /** The lightness at which colours are compared; without a difference in it, it has no effect. */
  private static final double LIGHTNESS = 50;

  /**
   * One layer of a network.
   *
   * @param weights of each input, one output after the other
   * @param biases of each output
   */
  record Layer(float[] weights, float[] biases) {
    static Layer of(int inputs, int outputs) {
      return new Layer(new float[inputs * outputs], new float[outputs]);
    }

    float[] apply(float[] inputs) {
      float[] sums = biases.clone();
      for (int i = 0; i < inputs.length; i++) {
        float input = inputs[i];
        int row = i * sums.length;
        for (int j = 0; input != 0 && j < sums.length; j++) {
          sums[j] += input * weights[row + j];
        }
      }
      return sums;
    }
  }

  private final float[] means;
  private final float[] deviations;
  private final List<int[]> grid;
  private final List<List<Layer>> networks;
  private final float[][] apart;

  /**
   * @param means of the traits
   * @param deviations of the traits
   * @param grid the colours that are told apart, in steps of a and b
   * @param networks the layers of each
   */
  LearnedColours(float[] means, float[] deviations, List<int[]> grid, List<List<Layer>> networks) {
    this.means = means;
    this.deviations = deviations;
    this.grid = grid;
    this.networks = networks;
    this.apart = new float[grid.size()][grid.size()];
    for (int i = 0; i < apart.length; i++) {
      for (int j = 0; j < i; j++) {
        apart[i][j] = (float) colour(i).difference(colour(j));
        apart[j][i] = apart[i][j];
      }
    }
  }

  private LabColour colour(int i) {
    return new LabColour(LIGHTNESS, STEP * grid.get(i)[0], STEP * grid.get(i)[1]);
  }

  /** The a and b of CIE Lab of each place, one after the other. */
  float[] of(ToneTexture texture) {
    float[] found = new float[2 * texture.places()];
    IntStream.range(0, texture.places())
        .parallel()
        .forEach(place -> put(found, 2 * place, standard(texture.traits(place))));
    return found;
  }

  /** Traits in standard deviations from their mean. */
  float[] standard(float[] traits) {
    float[] standard = new float[traits.length];
    for (int i = 0; i < traits.length; i++) {
      standard[i] = Math.min(Math.max((traits[i] - means[i]) / deviations[i], -FAR), FAR);
    }
    return standard;
  }

  private void put(float[] found, int at, float[] traits) {
    float[] likelihoods = new float[grid.size()];
    for (List<Layer> network : networks) {
      float[] values = traits;
      for (Layer layer : network) {
        values = layer.apply(values == traits ? values : rectified(values));
      }
      float[] likely = likelihoods(values);
      for (int i = 0; i < likely.length; i++) {
        likelihoods[i] += likely[i] / networks.size();
      }
    }
    double[] annealed = new double[likelihoods.length];
    double[] off = new double[likelihoods.length];
    for (int i = 0; i < likelihoods.length; i++) {
      annealed[i] = Math.pow(likelihoods[i], ANNEALING);
      float sum = 0;
      for (int j = 0; j < likelihoods.length; j++) {
        sum += apart[i][j] * likelihoods[j];
      }
      off[i] = sum;
    }
    double least = Arrays.stream(off).min().orElseThrow();
    double[] good = Arrays.stream(off).map(o -> Math.exp((least - o) / NEARLY)).toArray();
    for (int channel = 0; channel < 2; channel++) {
      found[at + channel] = (float) ((mean(annealed, channel) + mean(good, channel)) / 2);
    }
  }

  private double mean(double[] weights, int channel) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * STEP * grid.get(i)[channel];
    }
    return sum / Arrays.stream(weights).sum();
  }

  /** What a layer hands on of its sums. */
  static float[] rectified(float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.max(0, sums[i]);
    }
    return sums;
  }

  /** Likelihoods of the last layer's sums, by their exponentials. */
  static float[] likelihoods(float[] sums) {
    float most = Float.NEGATIVE_INFINITY;
    for (float sum : sums) {
      most = Math.max(most, sum);
    }
    float[] likelihoods = new float[sums.length];
    float total = 0;
    for (int i = 0; i < sums.length; i++) {
      likelihoods[i] = (float) Math.exp(sums[i] - most);
      total += likelihoods[i];
    }
    for (int i = 0; i < sums.length; i++) {
      likelihoods[i] /= total;
    }
    return likelihoods;
  }

  static LearnedColours read(InputStream stored) {
    try (DataInputStream in = new DataInputStream(stored)) {
      float[] means = read(in);
      float[] deviations = read(in);
      float[] places = read(in);
      List<int[]> grid = new ArrayList<>();
      for (int i = 0; i < places.length; i += 2) {
        grid.add(new int[] {Math.round(places[i]), Math.round(places[i + 1])});
      }
      List<List<Layer>> networks = new ArrayList<>();
      for (int network = in.readInt(); network > 0; network--) {
        List<Layer> layers = new ArrayList<>();
        for (int layer = in.readInt(); layer > 0; layer--) {
          layers.add(new Layer(read(in), read(in)));
        }
        networks.add(List.copyOf(layers));
      }
      return new LearnedColours(means, deviations, grid, networks);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected whole learned colours", e);
    }
  }

  void write(OutputStream stored) {
    try (DataOutputStream out = new DataOutputStream(stored)) {
      write(out, means);
      write(out, deviations);
      float[] places = new float[2 * grid.size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = grid.get(i / 2)[i % 2];
      }
      write(out, places);
      out.writeInt(networks.size());
      for (List<Layer> network : networks) {
        out.writeInt(network.size());
        for (Layer layer : network) {
          write(out, layer.weights);
          write(out, layer.biases);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write the learned colours", e);
    }
  }

  private static float[] read(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    float unit = in.readFloat();
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readShort() * unit;
    }
    return values;
  }

  /** Values in shares of the largest, in two bytes each. */
  private static void write(DataOutputStream out, float[] values) throws IOException {
    float most = Float.MIN_NORMAL;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    float unit = most / Short.MAX_VALUE;
    out.writeInt(values.length);
    out.writeFloat(unit);
    for (float value : values) {
      out.writeShort(Math.round(value / unit));
    }
  }
}
