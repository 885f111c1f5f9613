package darkroom.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileIO.ReadableFile;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Reads the photos that the inventory of a bucket lists, its files side by side. */
final class ReadInventory extends PTransform<PCollection<ReadableFile>, PCollectionTuple> {
  private static final long serialVersionUID = 1;
  private static final TupleTag<Inventory.Part> PARTS = new TupleTag<>() {};
  private static final JsonCoder<Outcome> OUTCOME = JsonCoder.of(Outcome.class);

  private final TupleTag<Photo> photos;
  private final TupleTag<Outcome> ended;

  ReadInventory(TupleTag<Photo> photos, TupleTag<Outcome> ended) {
    this.photos = photos;
    this.ended = ended;
  }

  @Override
  public PCollectionTuple expand(PCollection<ReadableFile> manifests) {
    PCollectionTuple parts =
        manifests.apply(
            "FindParts",
            ParDo.of(new FindParts(photos, ended)).withOutputTags(PARTS, TupleTagList.of(ended)));
    PCollectionTuple read =
        parts
            .get(PARTS)
            .setCoder(JsonCoder.of(Inventory.Part.class))
            .apply("Spread", Reshuffle.viaRandomKey())
            .apply(
                "ReadParts",
                ParDo.of(new ReadParts(photos, ended))
                    .withOutputTags(photos, TupleTagList.of(ended)));
    return PCollectionTuple.of(photos, read.get(photos))
        .and(
            ended,
            PCollectionList.of(parts.get(ended).setCoder(OUTCOME))
                .and(read.get(ended).setCoder(OUTCOME))
                .apply("NotRead", Flatten.pCollections()));
  }

  private static final class FindParts extends DoFn<ReadableFile, Inventory.Part> {
    private static final long serialVersionUID = 1;
    private final TupleTag<Photo> photos;
    private final TupleTag<Outcome> ended;

    FindParts(TupleTag<Photo> photos, TupleTag<Outcome> ended) {
      this.photos = photos;
      this.ended = ended;
    }

    @ProcessElement
    public void find(@Element ReadableFile file, MultiOutputReceiver out) throws IOException {
      ManifestFile manifest = new ManifestFile(file.getMetadata().resourceId().toString());
      ManifestReceiver receiver = new ManifestReceiver(out, photos, ended);
      Inventory.parts(file.readFullyAsUTF8String(), manifest, receiver)
          .forEach(part -> out.get(PARTS).output(part));
    }
  }

  private static final class ReadParts extends DoFn<Inventory.Part, Photo> {
    private static final long serialVersionUID = 1;
    private final TupleTag<Photo> photos;
    private final TupleTag<Outcome> ended;

    ReadParts(TupleTag<Photo> photos, TupleTag<Outcome> ended) {
      this.photos = photos;
      this.ended = ended;
    }

    @ProcessElement
    public void read(@Element Inventory.Part part, MultiOutputReceiver out) {
      ManifestReceiver receiver = new ManifestReceiver(out, photos, ended);
      String first = part.places().get(0);
      for (String place : part.places()) {
        try (ReadableByteChannel file = PhotoFile.open(place);
            ReadableByteChannel plain = Compression.detect(place).readDecompressed(file);
            BufferedReader rows =
                new BufferedReader(
                    new InputStreamReader(
                        Channels.newInputStream(plain), StandardCharsets.UTF_8))) {
          Inventory.read(part, rows, new ManifestFile(place), receiver);
          return;
        } catch (NoSuchFileException e) {
          // The next place, if there is one.
          continue;
        } catch (IOException e) {
          notRead(place, "could not: " + PhotoFile.reason(e), receiver);
          return;
        }
      }
      notRead(first, "there is no such file", receiver);
    }

    private static void notRead(String place, String why, ManifestParser.Sink receiver) {
      Line line = new ManifestFile(place).line(0);
      String message = "Expected to read a file of the inventory, %s, but %s".formatted(place, why);
      receiver.badLine(line, "", "NotReadable", message);
    }
  }
}
