package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.job.Job;
import darkroom.job.JobFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadManifestTest {
  private static final Map<String, Queue<Record>> COLLECTED = new ConcurrentHashMap<>();

  @TempDir Path folder;

  private final String photos = UUID.randomUUID().toString();
  private final String ended = UUID.randomUUID().toString();

  @Test
  void readsPhotosOfAnInventoryAndLeavesOutWhatIsNone() throws IOException {
    write(
        "daily/2026-11-22T00-00Z/manifest.json",
        """
        {"sourceBucket": "shop", "destinationBucket": "lists", "fileFormat": "CSV",
         "fileSchema": "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size",
         "files": [{"key": "daily/data/a.csv.gz", "size": 1}, {"key": "daily/data/b.csv.gz"},
                   {"key": "daily/data/c.csv.gz"}]}
        """);
    writeZipped(
        "daily/data/a.csv.gz",
        """
        "shop","in/%E7%85%A7%E7%89%87+%231.JPG","v1","true","false","10"
        "shop","in/a%2Bb.png","v1","true","false","10"
        "shop","in/old.png","v0","false","false","10"
        "shop","in/gone.png","v2","true","true",""
        "shop","in/","v1","true","false","0"
        "shop","in/notes.txt","v1","true","false","7"
        """);
    writeZipped(
        "daily/data/b.csv.gz",
        """
        "shop","in/c%zz.jpg","","","","1"
        "shop"
        "shop","in/d.tiff","","","","1"
        """);

    run(inventory(), UnaryOperator.identity());

    assertThat(photos())
        .extracting(Photo::location)
        .containsExactlyInAnyOrder(
            "oss://shop/in/照片 #1.JPG", "oss://shop/in/a+b.png", "oss://shop/in/d.tiff");
    String data = folder + "/daily/data/";
    assertThat(messages())
        .containsExactlyInAnyOrder(
            "NotInventory: Expected a percent-encoded key but was shop,in/c%zz.jpg,,,,1 ("
                + data
                + "b.csv.gz:1)",
            "NotInventory: Expected 6 values of an inventory but was 1 values ("
                + data
                + "b.csv.gz:2)",
            "NotReadable: Expected to read a file of the inventory, "
                + data
                + "c.csv.gz, but there is no such file");
  }

  @Test
  void readsTheOtherServicesInventory() throws IOException {
    write(
        "daily/2026-11-22T00-00Z/manifest.json",
        """
        {"sourceBucket": "shop", "destinationBucket": "arn:aws:s3:::lists", "fileFormat": "CSV",
         "fileSchema": "Bucket, Key", "files": [{"key": "daily/data/a.csv.gz"}]}
        """);
    writeZipped("daily/data/a.csv.gz", "\"shop\",\"a.webp\"\n");

    run(inventory(), UnaryOperator.identity());

    assertThat(photos()).extracting(Photo::uri).containsExactly("s3://shop/a.webp");
  }

  @Test
  void tellsOfADocumentThatIsNoInventory() throws IOException {
    String name = "daily/2026-11-22T00-00Z/manifest.json";
    write(name, "{\"fileFormat\": \"ORC\", \"fileSchema\": \"struct<bucket:string>\"}");

    run(inventory(), UnaryOperator.identity());

    assertThat(messages())
        .containsExactly(
            "NotInventory: Expected an inventory's manifest.json with fileFormat CSV and Bucket and"
                + " Key in fileSchema but was another document ("
                + folder
                + "/"
                + name
                + ")");
  }

  @Test
  void endsAPhotoWhoseOutputNameIsTaken() throws IOException {
    write("m.csv", "uri\nsub/a.jpg\nb.jpg\nsub/a.png\nsub/a.jpg\n");

    run(folder + "/m.csv", read -> read.withOutputName(ReadManifestTest::stem));

    assertThat(photos()).extracting(Photo::uri).containsExactlyInAnyOrder("sub/a.jpg", "b.jpg");
    String manifest = folder + "/m.csv";
    assertThat(messages())
        .containsExactlyInAnyOrder(
            "Repeated: Expected each photo once but sub/a.jpg stands at %1$s:2 already (%1$s:5)"
                .formatted(manifest),
            "OutputNameTaken: Expected an output name of its own for sub/a.png but the photo at"
                + " %1$s:2 has it already (%1$s:4)".formatted(manifest));
  }

  @Test
  void globsOfManyPhotosAreRead() throws IOException {
    Path many = Files.createDirectory(folder.resolve("many"));
    for (int i : IntStream.range(0, 2_000).toArray()) {
      Files.createFile(many.resolve(i + ".jpg"));
    }

    run(many + "/*.jpg", UnaryOperator.identity());

    assertThat(photos()).hasSize(2_000);
    assertThat(messages()).isEmpty();
  }

  private static String stem(Photo photo) {
    return photo.uri().replaceFirst("\\.[^.]*$", "");
  }

  private String inventory() {
    return folder + "/daily/2026-11-22T00-00Z/manifest.json";
  }

  private void run(String manifest, UnaryOperator<ReadManifest> change) {
    Job job =
        JobFile.parse(
            """
            name: read
            manifest: '%s'
            recipe:
              - score: [AssessSharpness]
            output:
              tables: unused
            """
                .formatted(manifest),
            "job.yaml");
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    Pipeline pipeline = Pipeline.create(options);
    ReadManifest.Result result = pipeline.apply(change.apply(ReadManifest.of(job)));
    collect(photos, result.photos());
    collect(ended, result.ended());
    pipeline.run().waitUntilFinish();
  }

  private static <T extends Record> void collect(String name, PCollection<T> records) {
    COLLECTED.put(name, new ConcurrentLinkedQueue<>());
    records.apply("Collect " + name, ParDo.of(new Collect<>(name)));
  }

  private static final class Collect<T extends Record> extends DoFn<T, Void> {
    private static final long serialVersionUID = 1;
    private final String name;

    Collect(String name) {
      this.name = name;
    }

    @ProcessElement
    public void collect(@Element T element) {
      COLLECTED.get(name).add(element);
    }
  }

  private List<Photo> photos() {
    return COLLECTED.get(photos).stream().map(Photo.class::cast).toList();
  }

  private List<String> messages() {
    return COLLECTED.get(ended).stream()
        .map(outcome -> ((Outcome) outcome).failures().get(0))
        .map(failure -> failure.code() + ": " + failure.message())
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void writeZipped(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
      zipped.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
