package darkroom.pipeline;

import darkroom.job.Images;
import darkroom.job.Job;
import darkroom.job.ManifestSpec;
import darkroom.job.OutputTemplate;
import darkroom.storage.LocalGlob;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.FileIO.ReadableFile;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the photos a manifest lists; a bad line, or one that repeats a photo, becomes an outcome.
 */
public final class ReadManifest extends PTransform<PBegin, ReadManifest.Result> {
  private static final long serialVersionUID = 1;
  static final String STEP = "ReadManifest";

  private static final TupleTag<Photo> PHOTOS = new TupleTag<>() {};
  private static final TupleTag<Outcome> ENDED = new TupleTag<>() {};

  private static final JsonCoder<Photo> PHOTO = JsonCoder.of(Photo.class);
  private static final JsonCoder<Outcome> OUTCOME = JsonCoder.of(Outcome.class);

  private final ManifestSpec manifest;
  private final String jobFile;
  private final Optional<SerializableFunction<Photo, String>> outputName;

  private ReadManifest(
      ManifestSpec manifest,
      String jobFile,
      Optional<SerializableFunction<Photo, String>> outputName) {
    this.manifest = manifest;
    this.jobFile = jobFile;
    this.outputName = outputName;
  }

  public static ReadManifest of(Job job) {
    return new ReadManifest(job.manifest(), job.source(), Optional.empty());
  }

  /** Two photos must not have images of the same name; the second is told of before it costs. */
  static ReadManifest forRun(RunSettings settings) {
    ReadManifest reading = of(settings.job());
    Optional<OutputTemplate> template = settings.job().output().images().map(Images::template);
    if (template.isEmpty() || template.get().uses("sha")) {
      return reading;
    }
    ImageNames names = ImageNames.of(settings, template.get());
    return reading.withOutputName(names::stem);
  }

  /**
   * Also ends photos whose results would have the name of an earlier photo's.
   *
   * @param name what a photo's results are told from another's by
   */
  public ReadManifest withOutputName(SerializableFunction<Photo, String> name) {
    return new ReadManifest(manifest, jobFile, Optional.of(name));
  }

  @Override
  public Result expand(PBegin begin) {
    PCollectionTuple lines = readLines(begin);
    PCollectionList<Outcome> ended = PCollectionList.of(lines.get(ENDED).setCoder(OUTCOME));
    PCollectionTuple distinct =
        lines.get(PHOTOS).setCoder(PHOTO).apply("ByEntry", TakeFirst.ofEntry());
    ended = ended.and(distinct.get(TakeFirst.ENDED));
    if (outputName.isPresent()) {
      distinct =
          distinct
              .get(TakeFirst.PHOTOS)
              .apply("ByOutputName", TakeFirst.ofOutputName(outputName.get()));
      ended = ended.and(distinct.get(TakeFirst.ENDED));
    }
    return new Result(distinct.get(TakeFirst.PHOTOS), ended.apply("Ended", Flatten.pCollections()));
  }

  private PCollectionTuple readLines(PBegin begin) {
    if (manifest instanceof ManifestSpec.Listed listed) {
      return onlyPhotos(begin.apply("Entries", Create.of(listedPhotos(listed)).withCoder(PHOTO)));
    }
    ManifestSpec.Files files = (ManifestSpec.Files) manifest;
    return switch (files.format()) {
      case PHOTOS ->
          onlyPhotos(
              begin
                  .apply("Glob", Create.of(files.pattern()))
                  .apply("TakeFiles", ParDo.of(new TakeFiles()))
                  .setCoder(PHOTO));
      case JSON_LINES -> parse(opened(begin, files), ManifestFormat.JSON_LINES);
      case CSV -> parse(opened(begin, files), ManifestFormat.CSV);
      case LIST -> parse(opened(begin, files), ManifestFormat.LIST);
      case INVENTORY -> opened(begin, files).apply("Inventory", new ReadInventory(PHOTOS, ENDED));
    };
  }

  private static PCollection<ReadableFile> opened(PBegin begin, ManifestSpec.Files files) {
    return begin
        .apply(
            "Match",
            FileIO.match()
                .filepattern(files.pattern())
                .withEmptyMatchTreatment(EmptyMatchTreatment.DISALLOW))
        .apply("Open", FileIO.readMatches());
  }

  private static PCollectionTuple parse(PCollection<ReadableFile> files, ManifestFormat format) {
    return files.apply(
        "Parse",
        ParDo.of(new ParseManifest(format)).withOutputTags(PHOTOS, TupleTagList.of(ENDED)));
  }

  private static PCollectionTuple onlyPhotos(PCollection<Photo> photos) {
    return PCollectionTuple.of(PHOTOS, photos)
        .and(ENDED, photos.getPipeline().apply("NoBadLines", Create.empty(OUTCOME)));
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

  /**
   * Takes the files of a glob for photos. Beam's own way to do so gives each file a group of its
   * own, which costs the direct runner more than a photo does.
   */
  private static final class TakeFiles extends DoFn<String, Photo> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void take(@Element String glob, OutputReceiver<Photo> out) throws IOException {
      Line line = new Line(glob, 0);
      for (String location : files(glob)) {
        out.output(Photo.of(location, location, location, line));
      }
    }

    private static List<String> files(String glob) throws IOException {
      List<String> found =
          LocalGlob.isLocal(glob)
              ? LocalGlob.matching(glob, Integer.MAX_VALUE)
              : FileSystems.match(glob, EmptyMatchTreatment.ALLOW).metadata().stream()
                  .map(file -> file.resourceId().toString())
                  .toList();
      if (found.isEmpty()) {
        throw new FileNotFoundException(
            "Expected photos at " + glob + " but there is no such file");
      }
      return found;
    }
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
        format
            .parser()
            .parse(manifest, new ManifestFile(location), new ManifestReceiver(out, PHOTOS, ENDED));
      }
    }

    private static void skipByteOrderMark(BufferedReader manifest) throws IOException {
      manifest.mark(1);
      if (manifest.read() != '\uFEFF') {
        manifest.reset();
      }
    }
  }
}
