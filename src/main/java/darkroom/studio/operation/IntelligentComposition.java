package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds the crops of a photo that are composed best: whole in their subject, and each with the
 * score that {@link AssessComposition} gives that crop.
 *
 * <p>C. Fang, Z. Lin, R. Mech, X. Shen, "Automatic Image Cropping using Visual Composition,
 * Boundary Simplicity and Content Preservation Models", ACM Multimedia 2014: frames of usual shapes
 * and sizes are laid over the photo, those that lose what draws the eye are dropped, and the rest
 * are ordered by their composition. A first order comes from the photo's own map, the last from the
 * pixels of each crop. Frames alike are one: the better of two stays.
 *
 * <p>{@code MaxX} and {@code MaxY} are the first column and row outside, so that their differences
 * to {@code MinX} and {@code MinY} are the crop's sides.
 */
public final class IntelligentComposition implements Operation {
  private static final int MOST_BOXES = 10;

  /** How many frames are scored by their pixels for each box that is wanted, and at least. */
  private static final int FINALISTS = 4;

  private static final int LEAST_FINALISTS = 24;

  /** How alike boxes may be, from what is wanted to what is taken where a photo has no others. */
  private static final List<Double> LIKENESSES = List.of(0.7, 0.8, 0.9, 0.97, 0.999);

  private record Candidate(Frame frame, double score) {}

  @Override
  public Action action() {
    return Actions.INTELLIGENT_COMPOSITION;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    int wanted = Integer.parseInt(arguments.getOrDefault("NumBoxes", "5"));
    int boxes = Math.min(Math.max(wanted, 1), MOST_BOXES);
    try (PointerScope scope = new PointerScope()) {
      Mat photo = images.get("ImageURL");
      List<Candidate> best = best(photo, boxes);
      return Map.of("Elements", best.stream().map(IntelligentComposition::element).toList());
    }
  }

  private static List<Candidate> best(Mat photo, int boxes) {
    SaliencyMap map = SaliencyMap.of(photo);
    Subject subject = Subject.of(photo, map);
    CropFrames frames = new CropFrames(Frame.whole(photo), map, subject.frame());
    int finalists = Math.max(LEAST_FINALISTS, FINALISTS * boxes);
    List<Candidate> whole = chosen(guessed(frames.whole(), map, photo), finalists);
    List<Candidate> scored = scored(whole, photo);
    List<Candidate> best = chosen(scored, boxes);
    if (best.size() < boxes) {
      // The subject fills the photo: further boxes cut it, and come only after one that does not.
      double most = best.get(0).score;
      List<Candidate> cut = chosen(guessed(frames.cutting(), map, photo), finalists);
      List<Candidate> worse = scored(cut, photo).stream().filter(c -> c.score <= most).toList();
      List<Candidate> all = new ArrayList<>(best);
      all.addAll(worse);
      best = chosen(all, boxes);
    }
    return best;
  }

  /** Frames with the score that the photo's own map lets expect. */
  private static List<Candidate> guessed(List<Frame> frames, SaliencyMap map, Mat photo) {
    double scaleX = (double) photo.cols() / map.width();
    double scaleY = (double) photo.rows() / map.height();
    Frame bounds = Frame.whole(photo);
    return frames.parallelStream()
        .map(f -> new Candidate(f.scaled(scaleX, scaleY, bounds), expected(map, f)))
        .toList();
  }

  private static double expected(SaliencyMap map, Frame frame) {
    return Composition.of(map.within(frame)).score() * Math.sqrt(map.shareOf(frame));
  }

  private static List<Candidate> scored(List<Candidate> candidates, Mat photo) {
    AssessComposition assessment = new AssessComposition();
    return candidates.parallelStream()
        .map(
            c -> {
              try (PointerScope scope = new PointerScope()) {
                Map<String, Mat> crop = Map.of("ImageURL", c.frame.of(photo));
                return new Candidate(
                    c.frame, (Double) assessment.apply(crop, Map.of()).get("Score"));
              }
            })
        .toList();
  }

  /** The best, no two more alike than they must be to be so many. */
  private static List<Candidate> chosen(List<Candidate> candidates, int count) {
    List<Candidate> order = new ArrayList<>(candidates);
    order.sort(Comparator.comparingDouble((Candidate c) -> -c.score));
    List<Candidate> chosen = new ArrayList<>();
    for (double likeness : LIKENESSES) {
      for (Candidate candidate : order) {
        boolean other = chosen.stream().allMatch(c -> c.frame.likeness(candidate.frame) < likeness);
        if (other && chosen.size() < count) {
          chosen.add(candidate);
        }
      }
    }
    chosen.sort(Comparator.comparingDouble((Candidate c) -> -c.score));
    return chosen;
  }

  private static Map<String, Object> element(Candidate candidate) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("MinX", candidate.frame.x());
    element.put("MinY", candidate.frame.y());
    element.put("MaxX", candidate.frame.right());
    element.put("MaxY", candidate.frame.bottom());
    element.put("Score", candidate.score);
    return element;
  }
}
