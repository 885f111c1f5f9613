package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.pipeline.Outcome.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Takes the first photo of each name, in the manifest's order; each further one ends here. A group
 * of the photos, as references, is held in memory at once.
 */
final class TakeFirst extends PTransform<PCollection<Photo>, PCollectionTuple> {
  private static final long serialVersionUID = 1;
  static final TupleTag<Photo> PHOTOS = new TupleTag<>() {};
  static final TupleTag<Outcome> ENDED = new TupleTag<>() {};

  private final SerializableFunction<Photo, String> name;
  private final Repetition repetition;

  private TakeFirst(SerializableFunction<Photo, String> name, Repetition repetition) {
    this.name = name;
    this.repetition = repetition;
  }

  /** An entry repeats another one where all of it is the same, its columns included. */
  static TakeFirst ofEntry() {
    return new TakeFirst(p -> p.location() + "\n" + p.id() + "\n" + p.fields(), Repetition.PHOTO);
  }

  static TakeFirst ofOutputName(SerializableFunction<Photo, String> name) {
    return new TakeFirst(name, Repetition.OUTPUT_NAME);
  }

  /** What is there twice. */
  private enum Repetition {
    PHOTO(Status.SKIPPED, "Repeated", "Expected each photo once but %s stands at %s already (%s)"),
    OUTPUT_NAME(
        Status.REJECTED,
        "OutputNameTaken",
        "Expected an output name of its own for %s but the photo at %s has it already (%s)");

    private final Status status;
    private final String code;
    private final String message;

    Repetition(Status status, String code, String message) {
      this.status = status;
      this.code = code;
      this.message = message;
    }

    Outcome outcome(Photo further, Photo first) {
      String sentence = message.formatted(further.uri(), first.line(), further.line());
      Failure failure = Failure.unpaid(ReadManifest.STEP, code, sentence, Remedy.REFUSED);
      return Outcome.ofPhoto(further, status, failure, Instant.now());
    }
  }

  @Override
  public PCollectionTuple expand(PCollection<Photo> photos) {
    SerializableFunction<Photo, String> of = name;
    PCollectionTuple taken =
        photos
            .apply("GroupRepeated", Groups.by(Photo.class, p -> Groups.of(of.apply(p))))
            .apply(
                "Take",
                ParDo.of(new Take(name, repetition))
                    .withOutputTags(PHOTOS, TupleTagList.of(ENDED)));
    taken.get(PHOTOS).setCoder(JsonCoder.of(Photo.class));
    taken.get(ENDED).setCoder(JsonCoder.of(Outcome.class));
    return taken;
  }

  private static final class Take extends DoFn<KV<Integer, Iterable<byte[]>>, Photo> {
    private static final long serialVersionUID = 1;

    /** The photos of a glob all stand on one line. */
    private static final Comparator<Photo> IN_ORDER =
        Comparator.comparing((Photo p) -> p.line().file())
            .thenComparingLong(p -> p.line().number())
            .thenComparing(Photo::location);

    private final SerializableFunction<Photo, String> name;
    private final Repetition repetition;

    Take(SerializableFunction<Photo, String> name, Repetition repetition) {
      this.name = name;
      this.repetition = repetition;
    }

    @ProcessElement
    public void take(@Element KV<Integer, Iterable<byte[]>> group, MultiOutputReceiver out) {
      Map<String, List<Photo>> byName = new LinkedHashMap<>();
      Groups.elements(Photo.class, group)
          .forEachRemaining(
              photo ->
                  byName.computeIfAbsent(name.apply(photo), n -> new ArrayList<>(1)).add(photo));
      for (List<Photo> same : byName.values()) {
        same.sort(IN_ORDER);
        out.get(PHOTOS).output(same.get(0));
        same.subList(1, same.size())
            .forEach(p -> out.get(ENDED).output(repetition.outcome(p, same.get(0))));
      }
    }
  }
}
