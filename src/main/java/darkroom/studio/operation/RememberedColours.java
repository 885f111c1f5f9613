package darkroom.studio.operation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Colours of places in real photos, by their {@link ToneTexture}: a place of a grey photo is given
 * the mean colour of the places like it.
 *
 * <p>T. Welsh, M. Ashikhmin, K. Mueller, "Transferring Color to Greyscale Images", SIGGRAPH 2002,
 * take over the colour of the one likest place; the mean over many, weighted by likeness, is that
 * of G. Charpiat, M. Hofmann, B. Schölkopf, "Automatic Image Colorization via Multimodal
 * Predictions", ECCV 2008. Where nothing is like a place it stays grey, rather than being guessed.
 */
final class RememberedColours {
  /** How far apart places may be to be alike. */
  private static final double LIKENESS = 0.1;

  /** The squared distance, in squares of likeness, beyond which a place counts for nothing. */
  private static final double FAR = 20;

  /** How many like places are as strong as the belief that a place is grey. */
  private static final double DOUBT = 1;

  /** How many places are remembered of each photo, one photo after the other. */
  static final int PLACES_A_PHOTO = 700;

  /** What a colour is worth less that one photo alone tells: it may well be that photo's only. */
  private static final double ONE_PHOTO = 0.7;

  private static final float TRAIT_UNIT = 1 / 4096f;
  private static final float COLOUR_UNIT = 1 / 128f;

  private final float[][] traits;
  private final float[][] colours;

  /**
   * @param traits of each place
   * @param colours a and b of CIE Lab of each place
   */
  RememberedColours(float[][] traits, float[][] colours) {
    this.traits = traits;
    this.colours = colours;
  }

  /** The a and b of CIE Lab of each place, one after the other. */
  float[] of(ToneTexture texture) {
    float[] found = new float[2 * texture.places()];
    IntStream.range(0, texture.places())
        .parallel()
        .forEach(place -> put(found, 2 * place, texture.traits(place)));
    return found;
  }

  private void put(float[] found, int at, float[] wanted) {
    double[] byPhoto = new double[(traits.length + PLACES_A_PHOTO - 1) / PLACES_A_PHOTO];
    double a = 0;
    double b = 0;
    for (int place = 0; place < traits.length; place++) {
      float[] known = traits[place];
      float distance = 0;
      for (int trait = 0; trait < wanted.length; trait++) {
        float away = known[trait] - wanted[trait];
        distance += away * away;
      }
      if (distance > FAR * LIKENESS * LIKENESS) {
        continue;
      }
      double weight = Math.exp(-distance / (2 * LIKENESS * LIKENESS));
      byPhoto[place / PLACES_A_PHOTO] += weight;
      a += weight * colours[place][0];
      b += weight * colours[place][1];
    }
    double trust = trust(byPhoto);
    found[at] = (float) (trust * a);
    found[at + 1] = (float) (trust * b);
  }

  /** What sums of weighted colours are to be divided by, and held back where few photos agree. */
  private static double trust(double[] byPhoto) {
    double weights = Arrays.stream(byPhoto).sum();
    double squares = Arrays.stream(byPhoto).map(w -> w * w).sum();
    double lone = squares == 0 ? 0 : squares / (weights * weights);
    return (1 - ONE_PHOTO * lone) / (weights + DOUBT);
  }

  static RememberedColours read(InputStream stored) {
    try (DataInputStream in = new DataInputStream(stored)) {
      int places = in.readInt();
      float[][] traits = new float[places][ToneTexture.TRAITS];
      float[][] colours = new float[places][2];
      for (int place = 0; place < places; place++) {
        for (int trait = 0; trait < ToneTexture.TRAITS; trait++) {
          traits[place][trait] = in.readShort() * TRAIT_UNIT;
        }
        colours[place][0] = in.readShort() * COLOUR_UNIT;
        colours[place][1] = in.readShort() * COLOUR_UNIT;
      }
      return new RememberedColours(traits, colours);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected whole remembered colours", e);
    }
  }

  void write(OutputStream stored) {
    try (DataOutputStream out = new DataOutputStream(stored)) {
      out.writeInt(traits.length);
      for (int place = 0; place < traits.length; place++) {
        for (float trait : traits[place]) {
          out.writeShort(Math.round(trait / TRAIT_UNIT));
        }
        out.writeShort(Math.round(colours[place][0] / COLOUR_UNIT));
        out.writeShort(Math.round(colours[place][1] / COLOUR_UNIT));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write the remembered colours", e);
    }
  }
}
