package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.FitMode;
import darkroom.action.ImageFormat;
import darkroom.job.CropStep;
import darkroom.job.EditStep;
import darkroom.job.Images;
import darkroom.job.Job;
import darkroom.job.OnFailure;
import darkroom.job.Product;
import darkroom.job.ScoreStep;
import darkroom.job.Step;
import darkroom.ledger.CallKey;
import darkroom.ledger.PaidCall;
import darkroom.photo.Admission;
import darkroom.pipeline.Demand.Sending;
import darkroom.pipeline.Foreseen.Eyes;
import darkroom.pipeline.Foreseen.Trace;
import darkroom.pipeline.ImageArguments.Inspected;
import darkroom.report.PlannedStep;
import darkroom.report.Range;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Foresees photos' ways through a recipe without making a call: what the ledger holds is known, and
 * all that hangs on an answer that is still to come is a range. It takes it that each call is
 * answered, that no photo is damaged behind its header, and that a new call makes a new picture.
 *
 * <p>Photos with the same content must come to the same one, so that their calls count once.
 */
final class Estimator {
  private final Job job;
  private final CallKeys keys;
  private final Function<String, Inspected> images;
  private final Eyes eyes;
  private final Demand demand = new Demand();

  /**
   * Foresees a job's ways.
   *
   * @param images what the image at a location is, of those that steps take beside the photo
   */
  Estimator(Job job, Function<String, Inspected> images, Eyes eyes) {
    this.job = job;
    this.keys =
        new CallKeys(job.output().images().map(Images::background).orElse(Images.BACKGROUND));
    this.images = images;
    this.eyes = eyes;
  }

  /** What all photos so far come to. */
  Estimate sum() {
    return demand.sum();
  }

  /** Foresees one more photo's way. */
  void add(RecalledPhoto photo) {
    demand.photo();
    Foreseen start = Foreseen.start(photo);
    Foreseen way =
        start.comes(job.admit().map(when -> start.meets(when, eyes)).orElse(Certainty.SURE));
    for (Step step : job.recipe()) {
      way = take(step, way);
    }
    demand.written(way.presence().of(way.unwritten()), finished(way));
  }

  private Foreseen take(Step step, Foreseen way) {
    Certainty wanted = step.when().map(when -> way.meets(when, eyes)).orElse(Certainty.SURE);
    if (way.presence().and(wanted) == Certainty.NO) {
      demand.step(step, PlannedStep.LEFT);
      return way;
    }
    StepArguments arguments = StepArguments.of(step, way, images);
    if (way.picture().isEmpty()) {
      demand.step(step, PlannedStep.OPEN);
      return takeUnseen(step, way, wanted, arguments);
    }
    Admission admission = Preparation.admit(way.picture().get(), step.actions(), step.fit());
    if (admission instanceof Admission.Skipped) {
      demand.step(step, PlannedStep.LEFT);
      return way;
    }
    boolean refused = admission instanceof Admission.Rejected || arguments.usable() == Certainty.NO;
    PlannedStep verdict =
        refused
            ? PlannedStep.REFUSED
            : admission instanceof Admission.Fits ? PlannedStep.FITTED : PlannedStep.AS_IT_IS;
    boolean sure = way.presence().and(wanted) == Certainty.SURE;
    demand.step(step, sure ? verdict : PlannedStep.OPEN);
    return refused ? refused(step, way, wanted) : work(step, way, wanted, arguments);
  }

  /** A step on a picture that is still to be made: whether it fits is seen when it is there. */
  private Foreseen takeUnseen(Step step, Foreseen way, Certainty wanted, StepArguments arguments) {
    Certainty fits =
        switch (step.fit()) {
          case SHRINK, PAD -> arguments.usable();
          case REJECT, SKIP -> arguments.usable().and(Certainty.MAYBE);
        };
    if (fits == Certainty.NO) {
      return refused(step, way, wanted);
    }
    boolean leaves = step.fit() == FitMode.SKIP && arguments.usable() == Certainty.SURE;
    return leaves || step.onFailure() == OnFailure.SKIP
        ? work(step, way, wanted.and(fits), arguments)
        : work(step, way.comes(fits), wanted, arguments);
  }

  /** The step is not done to a photo that it is for. */
  private static Foreseen refused(Step step, Foreseen way, Certainty wanted) {
    if (step.onFailure() == OnFailure.SKIP) {
      return way;
    }
    return way.comes(wanted == Certainty.SURE ? Certainty.NO : Certainty.MAYBE);
  }

  private Foreseen work(Step step, Foreseen way, Certainty taken, StepArguments arguments) {
    if (step instanceof ScoreStep score) {
      return score(score, way, taken);
    }
    return step instanceof EditStep edit
        ? edit(edit, way, taken, arguments)
        : crop((CropStep) step, way, taken);
  }

  private Foreseen score(ScoreStep step, Foreseen way, Certainty taken) {
    Foreseen scored = way;
    for (Action action : step.actions()) {
      Optional<Double> score =
          ask(step, action, way, taken, new TreeMap<>())
              .held()
              .filter(call -> taken == Certainty.SURE)
              .map(call -> Answers.of(call).path(action.results().get(0).name()).doubleValue());
      scored = scored.scored(action.scoreName().orElseThrow(), score);
    }
    return scored;
  }

  private Foreseen edit(EditStep step, Foreseen way, Certainty taken, StepArguments arguments) {
    Asked asked = ask(step, step.action(), way, taken, arguments.named());
    ExpectedResult result = ExpectedResult.of(step.action(), arguments.given());
    Foreseen after = way;
    for (Product product : step.products(arguments.given())) {
      if (product.role() == Product.Role.DATA) {
        continue;
      }
      Pictures pictures =
          asked
              .held()
              .map(call -> Pictures.held(product, call, asked.trace(), way.pixels()))
              .orElseGet(() -> Pictures.expected(product, result, asked.trace(), way.pixels()));
      if (asked.isNew()) {
        demand.kept(pictures.count().times(pictures.bytes()));
      }
      if (product.role() == Product.Role.PHOTO) {
        after = become(step.keep(), after, taken, pictures);
      } else {
        demand.written(way.presence().and(taken).of(pictures.count()), pictures.bytes());
      }
    }
    return after;
  }

  private Foreseen crop(CropStep step, Foreseen way, Certainty taken) {
    Asked asked = ask(step, CropStep.action(), way, taken, CallKeys.cropping(step));
    if (asked.held().isEmpty()) {
      Trace cut = asked.trace().of("cut " + step.best());
      Range count = new Range(1, step.best());
      return become(
          step.keep(),
          way,
          taken,
          new Pictures(Optional.empty(), cut, count, way.pixels(), finished(way)));
    }
    Working picture = way.picture().orElseThrow();
    Boxes boxes = Boxes.of(step, asked.held().get(), picture);
    CallKey key = boxes.key(picture);
    Optional<Working> best =
        way.recalled()
            .paid(key)
            .map(cut -> KeptPictures.working(cut.results().get(0), Optional.empty()));
    Range count = Range.of(boxes.boxes().size());
    return become(
        step.keep(),
        way,
        taken,
        new Pictures(best, Trace.exactly(key.value()), count, way.pixels(), finished(way)));
  }

  /** The photo becomes the first of these; the others are written beside it. */
  private Foreseen become(boolean keep, Foreseen way, Certainty taken, Pictures pictures) {
    if (pictures.count().max() == 0) {
      return way;
    }
    Range toWrite = keep ? Range.NONE : Range.of(1);
    boolean sure = taken == Certainty.SURE && pictures.count().min() > 0;
    Foreseen after = sure ? way.becomes(pictures, toWrite) : way.mayBecome(pictures, toWrite);
    demand.written(way.presence().and(taken).of(pictures.beside(keep)), finished(after));
    return after;
  }

  /**
   * A result that was asked for.
   *
   * @param trace tells it from others
   * @param isNew whether it is the first time that it was
   */
  private record Asked(Optional<PaidCall> held, Trace trace, boolean isNew) {}

  private Asked ask(
      Step step, Action action, Foreseen way, Certainty taken, SortedMap<String, String> named) {
    Certainty wanted = way.presence().and(taken);
    if (way.picture().isEmpty()) {
      return askUnseen(step, action, way, wanted, named);
    }
    Working picture = way.picture().get();
    CallKey key = keys.of(step, action, named, picture);
    Trace trace = Trace.exactly(key.value());
    Optional<PaidCall> held = way.recalled().paid(key);
    if (held.isPresent()) {
      demand.held(wanted);
      return new Asked(held, trace, false);
    }
    demand.staged(keys.content(picture, step.actions(), step.fit()), picture.bytes().bytes());
    boolean submitted = way.recalled().submitted(key).isPresent();
    return new Asked(
        Optional.empty(),
        trace,
        demand.call(action, trace, wanted, submitted ? Sending.SUBMITTED : Sending.NEW));
  }

  /** How a picture is made to fit cannot be told before it is there. */
  private Asked askUnseen(
      Step step, Action action, Foreseen way, Certainty wanted, SortedMap<String, String> named) {
    String own = way.trace().own() + " for " + step.actions() + " " + step.fit();
    Trace trace =
        new Trace(
            CallKey.of(way.trace().like(), action, named).value(),
            CallKey.of(own, action, named).value());
    demand.staged(own, ExpectedResult.bytes(way.pixels(), Optional.empty()).max());
    return new Asked(Optional.empty(), trace, demand.call(action, trace, wanted, Sending.NEW));
  }

  /** About so many bytes of the picture once it is written to the output. */
  private Range finished(Foreseen way) {
    Optional<ImageFormat> format =
        job.output()
            .images()
            .flatMap(Images::format)
            .or(() -> way.picture().map(picture -> picture.header().format()));
    return ExpectedResult.bytes(way.pixels(), format);
  }
}
