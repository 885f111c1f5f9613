package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.job.Job;
import darkroom.job.ManifestSpec;
import darkroom.pipeline.Outcome.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.FileIO.ReadableFile;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Reads the photos a manifest lists; a bad line, or one that repeats a photo, becomes an outcome.
 */
public final class ReadManifest extends PTransform<PBegin, ReadManifest.Result> {
  private static final long serialVersionUID = 1;
  static final String STEP = "ReadManifest";

  /** A share of the photos, as references, is held in memory at once. */
  private static final int SHARES = 256;

  private static final TupleTag<Photo> PHOTOS = new TupleTag<>() {};
  private static final TupleTag<Outcome> ENDED = new TupleTag<>() {};

  private static final JsonCoder<Photo> PHOTO = JsonCoder.of(Photo.class);
  private static final JsonCoder<Outcome> OUTCOME = JsonCoder.of(Outcome.class);

  private final ManifestSpec manifest;
  private final String jobFile;

  private ReadManifest(ManifestSpec manifest, String jobFile) {
    this.manifest = manifest;
    this.jobFile = jobFile;
  }

  public static ReadManifest of(Job job) {
    return new ReadManifest(job.manifest(), job.source());
  }

  @Override
  public Result expand(PBegin begin) {
    PCollectionTuple lines = readLines(begin);
    PCollection<Outcome> badLines = lines.get(ENDED).setCoder(OUTCOME);
    PCollectionTuple distinct =
        lines
            .get(PHOTOS)
            .setCoder(PHOTO)
            .apply(
                "ByLocation",
                WithKeys.of((Photo p) -> Math.floorMod(p.location().hashCode(), SHARES))
                    .withKeyType(TypeDescriptors.integers()))
            .apply("GroupRepeated", GroupByKey.create())
            .apply(
                "TakeFirst",
                ParDo.of(new TakeFirst()).withOutputTags(PHOTOS, TupleTagList.of(ENDED)));
    PCollection<Outcome> repeated = distinct.get(ENDED).setCoder(OUTCOME);
    return new Result(
        distinct.get(PHOTOS).setCoder(PHOTO),
        PCollectionList.of(badLines).and(repeated).apply("Ended", Flatten.pCollections()));
  }

  private PCollectionTuple readLines(PBegin begin) {
    if (manifest instanceof ManifestSpec.Listed listed) {
      return onlyPhotos(begin.apply("Entries", Create.of(listedPhotos(listed)).withCoder(PHOTO)));
    }
    ManifestSpec.Files files = (ManifestSpec.Files) manifest;
    PCollection<MatchResult.Metadata> matched =
        begin.apply(
            "Match",
            FileIO.match()
                .filepattern(files.pattern())
                .withEmptyMatchTreatment(EmptyMatchTreatment.DISALLOW));
    return switch (files.format()) {
      case PHOTOS ->
          onlyPhotos(
              matched.apply(
                  "TakeFiles",
                  MapElements.into(TypeDescriptor.of(Photo.class)).via(photoOf(files.pattern()))));
      case JSON_LINES -> parse(matched, ManifestFormat.JSON_LINES);
      case CSV -> parse(matched, ManifestFormat.CSV);
      case LIST -> parse(matched, ManifestFormat.LIST);
    };
  }

  private static PCollectionTuple parse(
      PCollection<MatchResult.Metadata> matched, ManifestFormat format) {
    return matched
        .apply("Open", FileIO.readMatches())
        .apply(
            "Parse",
            ParDo.of(new ParseManifest(format)).withOutputTags(PHOTOS, TupleTagList.of(ENDED)));
  }

  private static PCollectionTuple onlyPhotos(PCollection<Photo> photos) {
    return PCollectionTuple.of(PHOTOS, photos)
        .and(ENDED, photos.getPipeline().apply("NoBadLines", Create.empty(OUTCOME)));
  }

  private static SerializableFunction<MatchResult.Metadata, Photo> photoOf(String glob) {
    return file -> {
      String location = file.resourceId().toString();
      return Photo.of(location, location, location, new Line(glob, 0));
    };
  }

  private List<Photo> listedPhotos(ManifestSpec.Listed listed) {
    ManifestFile file = new ManifestFile(jobFile);
    List<Photo> photos = new ArrayList<>();
    for (String uri : listed.uris()) {
      photos.add(
          Photo.of(uri, uri, ManifestFile.inWorkingFolder(uri), file.line(photos.size() + 1L)));
    }
    return photos;
  }

  /** What a manifest gave. */
  public static final class Result implements POutput {
    private final PCollection<Photo> photos;
    private final PCollection<Outcome> ended;

    private Result(PCollection<Photo> photos, PCollection<Outcome> ended) {
      this.photos = photos;
      this.ended = ended;
    }

    /** Each photo once. */
    public PCollection<Photo> photos() {
      return photos;
    }

    /** The outcomes of lines that give no photo to work on. */
    public PCollection<Outcome> ended() {
      return ended;
    }

    @Override
    public Pipeline getPipeline() {
      return photos.getPipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
      return Map.of(PHOTOS, photos, ENDED, ended);
    }

    @Override
    public void finishSpecifyingOutput(
        String transformName, PInput input, PTransform<?, ?> transform) {}
  }

  /** Parses a whole manifest, so that each entry knows its line. */
  private static final class ParseManifest extends DoFn<ReadableFile, Photo> {
    private static final long serialVersionUID = 1;
    private final ManifestFormat format;

    ParseManifest(ManifestFormat format) {
      this.format = format;
    }

    @ProcessElement
    public void parse(@Element ReadableFile file, MultiOutputReceiver out) throws IOException {
      String location = file.getMetadata().resourceId().toString();
      try (BufferedReader manifest =
          new BufferedReader(
              new InputStreamReader(
                  Channels.newInputStream(file.open()), StandardCharsets.UTF_8))) {
        skipByteOrderMark(manifest);
        format.parser().parse(manifest, new ManifestFile(location), new Receiver(out));
      }
    }

    private static void skipByteOrderMark(BufferedReader manifest) throws IOException {
      manifest.mark(1);
      if (manifest.read() != '\uFEFF') {
        manifest.reset();
      }
    }
  }

  private record Receiver(DoFn.MultiOutputReceiver out) implements ManifestParser.Sink {
    @Override
    public void photo(Photo photo) {
      out.get(PHOTOS).output(photo);
    }

    @Override
    public void badLine(Line line, String text, String code, String message) {
      Photo nameless = Photo.of(line.toString(), text, "", line);
      Failure failure = Failure.unpaid(STEP, code, message, Remedy.REFUSED);
      out.get(ENDED).output(Outcome.ofPhoto(nameless, Status.FAILED, failure, Instant.now()));
    }
  }

  /**
   * Takes the first line that names a photo; each further one is skipped. Photos come in shares, as
   * a group for each photo would cost a runner more than the photo.
   */
  private static final class TakeFirst extends DoFn<KV<Integer, Iterable<Photo>>, Photo> {
    private static final long serialVersionUID = 1;
    private static final Comparator<Photo> BY_LINE =
        Comparator.comparing((Photo p) -> p.line().file())
            .thenComparingLong(p -> p.line().number());

    @ProcessElement
    public void take(@Element KV<Integer, Iterable<Photo>> share, MultiOutputReceiver out) {
      Map<String, List<Photo>> byLocation = new LinkedHashMap<>();
      for (Photo photo : share.getValue()) {
        byLocation.computeIfAbsent(photo.location(), l -> new ArrayList<>(1)).add(photo);
      }
      for (List<Photo> same : byLocation.values()) {
        same.sort(BY_LINE);
        out.get(PHOTOS).output(same.get(0));
        same.subList(1, same.size()).forEach(p -> out.get(ENDED).output(skipped(p, same.get(0))));
      }
    }

    private static Outcome skipped(Photo repeated, Photo first) {
      String message =
          "Expected each photo once but %s stands at %s already (%s)"
              .formatted(repeated.uri(), first.line(), repeated.line());
      Failure failure = Failure.unpaid(STEP, "Repeated", message, Remedy.REFUSED);
      return Outcome.ofPhoto(repeated, Status.SKIPPED, failure, Instant.now());
    }
  }
}
