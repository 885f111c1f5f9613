package darkroom.studio.operation;

import java.util.Arrays;

/**
 * Parts the places of a grid in two at the least cost.
 *
 * <p>The cost of a place's side and of neighbours on different sides is the capacity of an edge; a
 * maximum flow finds the cheapest cut: E. A. Dinic, "Algorithm for Solution of a Problem of Maximum
 * Flow in Networks with Power Estimation", Soviet Mathematics Doklady 11, 1970. Costs of pairs come
 * in as V. Kolmogorov, R. Zabih, "What Energy Functions Can Be Minimized via Graph Cuts?", IEEE
 * Transactions on Pattern Analysis and Machine Intelligence 26 (2), 2004.
 */
final class MinimumCut {
  private static final int WAYS = 4;

  private final int places;

  /** The place that is one step away in each way; ways 2 and 3 are those back. */
  private final int[] steps;

  /** What can still flow from each place in each way. */
  private final int[][] flow = new int[WAYS][];

  /** What can still flow from the source, or to the sink where it is negative. */
  private final int[] ends;

  private final int[] level;
  private final int[] queue;
  private final byte[] tried;

  MinimumCut(int width, int height) {
    this.places = width * height;
    this.steps = new int[] {1, width, -1, -width};
    for (int way = 0; way < WAYS; way++) {
      flow[way] = new int[places];
    }
    this.ends = new int[places];
    this.level = new int[places];
    this.queue = new int[places];
    this.tried = new byte[places];
  }

  /** Adds what it costs that a place is marked, or saves where it is negative. */
  void cost(int place, int marked) {
    ends[place] += marked;
  }

  /**
   * Adds what it costs that of a place and the one right of it or below it both are alike, the
   * second alone is marked, or the first alone.
   */
  void cost(int place, boolean below, int alike, int second, int first) {
    int way = below ? 1 : 0;
    int next = place + steps[way];
    ends[place] += first - alike;
    ends[next] += alike - first;
    flow[way][place] += Math.max(0, first + second - 2 * alike);
  }

  /** Which places are marked, as few as can be where that costs the same. */
  boolean[] marked() {
    while (layer()) {
      Arrays.fill(tried, (byte) 0);
      for (int place = 0; place < places; place++) {
        while (ends[place] > 0 && level[place] == 0 && push(place)) {
          // Until nothing more gets to the sink from here.
        }
      }
    }
    boolean[] marked = new boolean[places];
    for (int place = 0; place < places; place++) {
      marked[place] = level[place] < 0;
    }
    return marked;
  }

  /** Counts the steps from the source; whether the sink is reached. */
  private boolean layer() {
    Arrays.fill(level, -1);
    int last = 0;
    for (int place = 0; place < places; place++) {
      if (ends[place] > 0) {
        level[place] = 0;
        queue[last++] = place;
      }
    }
    boolean reached = false;
    for (int first = 0; first < last; first++) {
      int place = queue[first];
      reached |= ends[place] < 0;
      for (int way = 0; way < WAYS; way++) {
        if (flow[way][place] > 0 && level[place + steps[way]] < 0) {
          level[place + steps[way]] = level[place] + 1;
          queue[last++] = place + steps[way];
        }
      }
    }
    return reached;
  }

  /** Sends what can flow from a place to the sink along one path, if there is one. */
  private boolean push(int from) {
    int length = 0;
    int place = from;
    while (ends[place] >= 0) {
      int way = tried[place];
      if (way == WAYS) {
        if (length == 0) {
          return false;
        }
        place = queue[--length];
        tried[place]++;
      } else if (flow[way][place] > 0 && level[place + steps[way]] == level[place] + 1) {
        queue[length++] = place;
        place += steps[way];
      } else {
        tried[place]++;
      }
    }
    int amount = Math.min(ends[from], -ends[place]);
    for (int i = 0; i < length; i++) {
      amount = Math.min(amount, flow[tried[queue[i]]][queue[i]]);
    }
    ends[from] -= amount;
    ends[place] += amount;
    for (int i = 0; i < length; i++) {
      int way = tried[queue[i]];
      flow[way][queue[i]] -= amount;
      flow[(way + 2) % WAYS][queue[i] + steps[way]] += amount;
    }
    return true;
  }
}
