package darkroom.studio.operation;

import darkroom.studio.operation.LearnedColours.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A network of {@link Layer}s in training: by D. P. Kingma, J. Ba, "Adam: A Method for Stochastic
 * Optimization", ICLR 2015, with hidden values withheld at random (N. Srivastava et al., "Dropout",
 * Journal of Machine Learning Research 15, 2014).
 */
final class TrainedNetwork {
  private static final double MEAN_KEPT = 0.9;
  private static final double SQUARE_KEPT = 0.999;
  private static final float LEAST = 1e-7f;

  private final List<Layer> layers = new ArrayList<>();
  private final List<Layer> gradients = new ArrayList<>();
  private final List<Layer> means = new ArrayList<>();
  private final List<Layer> squares = new ArrayList<>();
  private final double withheld;
  private final Random random;
  private int steps;

  /**
   * @param sizes of the inputs, of each hidden layer and of the outputs
   */
  TrainedNetwork(int[] sizes, double withheld, long seed) {
    this.withheld = withheld;
    this.random = new Random(seed);
    for (int i = 1; i < sizes.length; i++) {
      for (List<Layer> kind : List.of(layers, gradients, means, squares)) {
        kind.add(Layer.of(sizes[i - 1], sizes[i]));
      }
      // The last layer begins nearly undecided.
      double spread = Math.sqrt(2.0 / sizes[i - 1]) * (i == sizes.length - 1 ? 0.3 : 1);
      float[] weights = layers.get(i - 1).weights();
      for (int j = 0; j < weights.length; j++) {
        weights[j] = (float) (spread * random.nextGaussian());
      }
    }
  }

  List<Layer> layers() {
    return List.copyOf(layers);
  }

  /** Adds what an example tells to the gradients; answers its loss, the cross entropy. */
  double learn(float[] inputs, float[] target) {
    List<float[]> values = new ArrayList<>(List.of(inputs));
    for (Layer layer : layers) {
      float[] sums = layer.apply(values.get(values.size() - 1));
      values.add(values.size() == layers.size() ? sums : withheld(LearnedColours.rectified(sums)));
    }
    float[] off = LearnedColours.likelihoods(values.get(layers.size()));
    double loss = 0;
    for (int i = 0; i < off.length; i++) {
      loss -= target[i] * Math.log(off[i] + LEAST);
      off[i] -= target[i];
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      off = back(i, values.get(i), off);
    }
    return loss;
  }

  private float[] withheld(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() < withheld ? 0 : values[i] / (float) (1 - withheld);
    }
    return values;
  }

  /** The gradients of a layer, and what they say of its inputs. */
  private float[] back(int at, float[] inputs, float[] off) {
    float[] weights = layers.get(at).weights();
    float[] gradient = gradients.get(at).weights();
    float[] biases = gradients.get(at).biases();
    for (int j = 0; j < off.length; j++) {
      biases[j] += off[j];
    }
    float[] before = new float[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      float input = inputs[i];
      if (input == 0) {
        continue;
      }
      int row = i * off.length;
      float sum = 0;
      for (int j = 0; j < off.length; j++) {
        gradient[row + j] += input * off[j];
      }
      for (int j = 0; j < off.length; j++) {
        sum += weights[row + j] * off[j];
      }
      before[i] = sum / (float) (1 - withheld);
    }
    return before;
  }

  /** Goes a step along the gradients of so many examples. */
  void step(double rate, int examples, double decay) {
    steps++;
    double unbiased =
        rate * Math.sqrt(1 - Math.pow(SQUARE_KEPT, steps)) / (1 - Math.pow(MEAN_KEPT, steps));
    for (int i = 0; i < layers.size(); i++) {
      step(
          layers.get(i).weights(),
          gradients.get(i).weights(),
          means.get(i).weights(),
          squares.get(i).weights(),
          (float) unbiased,
          examples,
          (float) (rate * decay));
      step(
          layers.get(i).biases(),
          gradients.get(i).biases(),
          means.get(i).biases(),
          squares.get(i).biases(),
          (float) unbiased,
          examples,
          0);
    }
  }

  private static void step(
      float[] values,
      float[] gradient,
      float[] mean,
      float[] square,
      float rate,
      int examples,
      float decay) {
    for (int i = 0; i < values.length; i++) {
      float slope = gradient[i] / examples;
      gradient[i] = 0;
      mean[i] += (float) (1 - MEAN_KEPT) * (slope - mean[i]);
      square[i] += (float) (1 - SQUARE_KEPT) * (slope * slope - square[i]);
      values[i] -= rate * mean[i] / ((float) Math.sqrt(square[i]) + LEAST) + decay * values[i];
    }
  }
}
