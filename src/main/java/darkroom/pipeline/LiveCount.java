package darkroom.pipeline;

import darkroom.report.Progress;

/** Tells a run's progress what became of photos. */
final class LiveCount {
  private LiveCount() {}

  static void count(Progress progress, Outcome outcome) {
    switch (outcome.status()) {
      case DONE -> progress.photoDone();
      case SKIPPED -> progress.photoSkipped();
      case REJECTED -> progress.photoRejected();
      case FAILED -> progress.photoFailed();
      case DEFERRED -> progress.photoDeferred();
    }
    progress.spent(outcome.cost());
  }
}
