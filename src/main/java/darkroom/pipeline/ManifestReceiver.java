package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.pipeline.Outcome.Status;
import java.time.Instant;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/** Puts out what a manifest holds: photos, and the outcomes of lines that give none. */
record ManifestReceiver(
    DoFn.MultiOutputReceiver out, TupleTag<Photo> photos, TupleTag<Outcome> ended)
    implements ManifestParser.Sink {
  @Override
  public void photo(Photo photo) {
    out.get(photos).output(photo);
  }

  @Override
  public void badLine(Line line, String text, String code, String message) {
    Photo nameless = Photo.of(line.toString(), text, "", line);
    Failure failure = Failure.unpaid(ReadManifest.STEP, code, message, Remedy.REFUSED);
    out.get(ended).output(Outcome.ofPhoto(nameless, Status.FAILED, failure, Instant.now()));
  }
}
