package darkroom.pipeline;

import darkroom.job.Step;
import darkroom.photo.Admission;
import darkroom.photo.Admissions;

/** What a step asks of a photo before it is worked on. */
final class Steps {
  private Steps() {}

  /** The verdict of a photo's header against every limit of a step's actions. */
  static Admission admit(Step step, InspectedPhoto photo) {
    return Admissions.admit(photo.header(), photo.bytes(), step.actions(), step.fit());
  }
}
