package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.job.Job;
import darkroom.job.OnFailure;
import darkroom.job.Step;
import darkroom.job.Truth;
import darkroom.photo.Admission;
import java.util.List;
import java.util.Optional;

/** What a photo's header tells of its way through a recipe, before anything is paid. */
final class Steps {
  private Steps() {}

  /** The condition of the job that a photo cannot meet, whatever its pixels are. */
  static Optional<Failure> notAdmitted(Job job, InspectedPhoto photo) {
    return job.admit()
        .filter(admit -> admit.evaluate(facts(photo)) == Truth.FALSE)
        .map(admit -> PhotoWalk.notAdmitted(admit, photo.photo()));
  }

  /**
   * The rejection that a photo is sure to meet: at a step that it is sure to come to as it is, and
   * cannot go on without.
   */
  static Optional<Admission.Rejected> rejection(List<Step> recipe, InspectedPhoto photo) {
    for (Step step : recipe) {
      Truth taken = step.when().map(w -> w.evaluate(facts(photo))).orElse(Truth.TRUE);
      Admission admission = Preparation.admit(Working.of(photo), step.actions(), step.fit());
      if (taken == Truth.TRUE
          && step.onFailure() == OnFailure.FAIL
          && admission instanceof Admission.Rejected rejected) {
        return Optional.of(rejected);
      }
      if (taken != Truth.FALSE && step.changesPhoto()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  static Failure rejected(Admission.Rejected rejected, Photo photo) {
    String message = rejected.message() + " (" + photo.uri() + ")";
    return Failure.unpaid(InspectPhotos.STEP, rejected.code(), message, Remedy.REFUSED);
  }

  private static PhotoFacts facts(InspectedPhoto photo) {
    return PhotoFacts.of(Working.of(photo), photo.photo(), List.of());
  }
}
