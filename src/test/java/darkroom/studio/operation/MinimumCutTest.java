package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class MinimumCutTest {
  private static final int WIDTH = 4;
  private static final int HEIGHT = 3;
  private static final int PLACES = WIDTH * HEIGHT;

  /** What a place costs, and a pair to the right and below: alike, second, first. */
  private final int[] places = new int[PLACES];

  private final int[][][] pairs = new int[2][PLACES][3];

  @RepeatedTest(50)
  void costsNoMoreThanAnyOtherParting(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    MinimumCut cut = new MinimumCut(WIDTH, HEIGHT);
    for (int place = 0; place < PLACES; place++) {
      places[place] = random.nextInt(-20, 20);
      cut.cost(place, places[place]);
      for (int way = 0; way < 2; way++) {
        int second = random.nextInt(20);
        int first = random.nextInt(20);
        int alike = random.nextInt((first + second) / 2 + 1);
        pairs[way][place] = new int[] {alike, second, first};
        if (hasNext(place, way)) {
          cut.cost(place, way == 1, alike, second, first);
        }
      }
    }
    boolean[] marked = cut.marked();
    int least = Integer.MAX_VALUE;
    for (int bits = 0; bits < 1 << PLACES; bits++) {
      boolean[] other = new boolean[PLACES];
      for (int place = 0; place < PLACES; place++) {
        other[place] = (bits >> place & 1) == 1;
      }
      least = Math.min(least, cost(other));
    }
    assertThat(cost(marked)).isEqualTo(least);
  }

  private static boolean hasNext(int place, int way) {
    return way == 0 ? place % WIDTH < WIDTH - 1 : place < PLACES - WIDTH;
  }

  private int cost(boolean[] marked) {
    int cost = 0;
    for (int place = 0; place < PLACES; place++) {
      cost += marked[place] ? places[place] : 0;
      for (int way = 0; way < 2; way++) {
        if (hasNext(place, way)) {
          boolean next = marked[place + (way == 0 ? 1 : WIDTH)];
          int which = marked[place] == next ? 0 : next ? 1 : 2;
          cost += pairs[way][place][which];
        }
      }
    }
    return cost;
  }
}
