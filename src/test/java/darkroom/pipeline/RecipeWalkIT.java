package darkroom.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ApiError;
import darkroom.action.Money;
import darkroom.ledger.CallKey;
import darkroom.ledger.Ledger;
import darkroom.ledger.PaidCall;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.Identity;
import darkroom.photo.Orientation;
import darkroom.photo.PhotoFixtures;
import darkroom.photo.PhotoHeader;
import darkroom.photo.PhotoHeaders;
import darkroom.pipeline.Failure.Consequence;
import darkroom.pipeline.Outcome.PixelSize;
import darkroom.pipeline.Outcome.Status;
import darkroom.studio.ApiFaults;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways that photos take through recipes. */
class RecipeWalkIT {
  @TempDir Path folder;

  private Workbench bench;

  @BeforeEach
  void start() {
    bench = Workbench.in(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void eachPhotoTakesTheStepsThatAreForIt() throws Exception {
    bench
        .photo("small.png", PhotoFixtures.png(100, 80))
        .photo("marked.png", PhotoFixtures.png(120, 80), "\"marked\": true")
        .photo("wide.png", PhotoFixtures.png(1930, 70))
        .befalls(
            Actions.ENHANCE_IMAGE_COLOR,
            Long.MAX_VALUE,
            ApiFaults.error(ApiError.INVALID_IMAGE_CONTENT));

    Map<String, Outcome> outcomes =
        bench.walk(
            """
            recipe:
              - ColorizeImage: {}
                when: width < 110
                keep: true
              - MakeSuperResolutionImage: {UpscaleFactor: 2}
                fit: skip
              - RemoveImageWatermark: {}
                when: field.marked == true
              - EnhanceImageColor: {Mode: Rec709, OutputFormat: png}
                on_failure: skip
            """);

    assertThat(outcomes.values())
        .allSatisfy(
            outcome -> {
              assertThat(outcome.status()).isEqualTo(Status.DONE);
              Failure passed = Workbench.failure(outcome);
              assertThat(passed.consequence()).isEqualTo(Consequence.PASSES);
              assertThat(passed.code()).isEqualTo("InvalidImage.Content");
            });
    assertThat(steps(outcomes.get("small")))
        .containsExactly("ColorizeImage", "MakeSuperResolutionImage");
    assertThat(steps(outcomes.get("marked")))
        .containsExactly("MakeSuperResolutionImage", "RemoveImageWatermark");
    assertThat(steps(outcomes.get("wide"))).isEmpty();
    assertThat(bench.written())
        .containsExactly(
            "marked-RemoveImageWatermark.png",
            "small-ColorizeImage.png",
            "small-MakeSuperResolutionImage.png");
  }

  @Test
  void aPhotoThatDoesNotFitFailsWhereItIsNotToBeMadeTo() throws Exception {
    bench.photo("wide.png", PhotoFixtures.png(1930, 40));

    Outcome outcome =
        bench.walk("recipe: [{ColorizeImage: {}}, {MakeSuperResolutionImage: {}}]").get("wide");

    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(Workbench.failure(outcome).code()).isEqualTo("TooLarge");
    assertThat(Workbench.failure(outcome).message()).startsWith("Expected ").contains("1930x40");
    assertThat(outcome.cost().toString()).isEqualTo("0.2 CNY");
    assertThat(bench.written()).isEmpty();
  }

  @Test
  void rowsSayWhatDiffersFromPhotoToPhoto() throws Exception {
    bench
        .photo("a.png", PhotoFixtures.png(100, 80), "\"w\": 40")
        .photo("b.png", PhotoFixtures.png(101, 80), "\"w\": 60, \"ChangeImageSize.Height\": 70")
        .photo("c.png", PhotoFixtures.png(102, 80), "\"w\": \"wide\"")
        .photo("d.png", PhotoFixtures.png(103, 80), "\"w\": 60, \"ChangeImageSize.Hight\": 70")
        .photo("e.png", PhotoFixtures.png(104, 80), "\"w\": {\"px\": [40]}")
        .photo("f.png", PhotoFixtures.png(105, 80), "\"odd \\u0000 name\": null, \"w\": 50");

    Map<String, Outcome> outcomes =
        bench.walk("recipe: [{ChangeImageSize: {Width: {field: w}, Height: 50}}]");

    assertThat(outcomes.values().stream().flatMap(o -> o.images().stream()))
        .extracting(WrittenImage::width, WrittenImage::height)
        .containsExactly(tuple(40, 50), tuple(60, 70), tuple(50, 50));
    outcomes.values().removeIf(o -> o.status() == Status.DONE);
    assertThat(outcomes.values())
        .extracting(o -> Workbench.failure(o).code(), o -> Workbench.failure(o).message())
        .containsExactly(
            tuple(
                "BadParameter",
                "Expected a whole number of at least 1 for ChangeImageSize.Width but was wide"
                    + " (field w) ("
                    + folder
                    + "/manifest.jsonl:3)"),
            tuple("BadParameter", Workbench.failure(outcomes.get("d")).message()),
            tuple("BadParameter", Workbench.failure(outcomes.get("e")).message()));
    assertThat(Workbench.failure(outcomes.get("d")).message())
        .startsWith("Expected ")
        .contains("Hight", "Height")
        .endsWith("manifest.jsonl:4)");
    assertThat(Workbench.failure(outcomes.get("e")).message())
        .startsWith("Expected a whole number")
        .endsWith("manifest.jsonl:5)");
    assertThat(bench.billed()).isEqualTo(3);
  }

  @Test
  void aPaletteHasAsManyColoursAsTheActionTakes() throws Exception {
    bench
        .photo("two.png", PhotoFixtures.png(100, 80), "\"colours\": \"2A4B7C; C98F3D\"")
        .photo("none.png", PhotoFixtures.png(101, 80), "\"colours\": \"\"")
        .photo(
            "eight.png", PhotoFixtures.png(102, 80), "\"colours\": \"" + "2A4B7C ".repeat(8) + '"');

    Map<String, Outcome> outcomes =
        bench.walk("recipe: [{RecolorImage: {Mode: TEMPLATE, ColorTemplate: {field: colours}}}]");

    assertThat(outcomes.get("two").status()).isEqualTo(Status.DONE);
    assertThat(List.of(outcomes.get("none"), outcomes.get("eight")))
        .extracting(Outcome::status, o -> Workbench.failure(o).code(), o -> o.calls())
        .containsOnly(tuple(Status.FAILED, "BadParameter", 0));
    assertThat(Workbench.failure(outcomes.get("none")).message())
        .isEqualTo(
            "Expected 1 to 7 colours such as 056A6B for RecolorImage.ColorTemplate but was nothing"
                + " (field colours) (%s/manifest.jsonl:2)".formatted(folder));
    assertThat(Workbench.failure(outcomes.get("eight")).message())
        .contains("but was 8 of them (field colours)")
        .endsWith("manifest.jsonl:3)");
  }

  @Test
  void anImageBesideThePhotoIsSentOnceForAllPhotos() throws Exception {
    bench.file("style.png", PhotoFixtures.png(3100, 40));
    for (int i = 0; i < 5; i++) {
      bench.photo(i + ".png", PhotoFixtures.png(100 + i, 80));
    }

    Map<String, Outcome> outcomes =
        bench.walk("recipe: [{ImitatePhotoStyle: {StyleUrl: %s/style.png}}]".formatted(folder));

    assertThat(outcomes.values()).allMatch(o -> o.status() == Status.DONE);
    assertThat(bench.staged()).isEqualTo(5 + 1);
  }

  @Test
  void anImageBesideThePhotoThatCannotBeUsedFailsItsPhotosAlone() throws Exception {
    bench
        .file("mask.png", PhotoFixtures.png(100, 80))
        .file("small-mask.png", PhotoFixtures.png(50, 40))
        .file("text.png", PhotoFixtures.textNamedJpg())
        .file("half.png", PhotoFixtures.truncatedPng())
        .photo("good.png", PhotoFixtures.png(100, 80), "\"mask\": \"mask.png\"")
        .photo("other-size.png", PhotoFixtures.jpeg(100, 80), "\"mask\": \"small-mask.png\"")
        .photo("missing.png", PhotoFixtures.webp(100, 80), "\"mask\": \"nowhere.png\"")
        .photo("text-mask.bmp", PhotoFixtures.bmp(100, 80), "\"mask\": \"text.png\"")
        .photo("half-mask.png", PhotoFixtures.png(60, 44), "\"mask\": \"half.png\"")
        .photo("link.png", PhotoFixtures.png(62, 44), "\"mask\": \"https://example.com/m.png\"")
        .photo("none.png", PhotoFixtures.png(64, 44));

    Map<String, Outcome> outcomes =
        bench.walk("recipe: [{ErasePerson: {UserMask: {field: mask}}}]");

    assertThat(outcomes.remove("good").status()).isEqualTo(Status.DONE);
    assertThat(outcomes.values())
        .allSatisfy(
            outcome -> {
              Failure failure = Workbench.failure(outcome);
              assertThat(outcome.status()).isEqualTo(Status.FAILED);
              assertThat(failure.step()).isEqualTo("ErasePerson");
              assertThat(failure.actionName()).contains("ErasePerson");
              assertThat(failure.message()).startsWith("Expected ").contains(" but ");
              assertThat(outcome.calls()).isZero();
            })
        .extracting(o -> o.photo().id(), o -> Workbench.failure(o).code())
        .containsExactly(
            tuple("half-mask", "Truncated"),
            tuple("link", "BadParameter"),
            tuple("missing", "NotFound"),
            tuple("none", "BadParameter"),
            tuple("other-size", "SizeNotAccepted"),
            tuple("text-mask", "NotAnImage"));
    assertThat(Workbench.failure(outcomes.get("other-size")).message())
        .isEqualTo(
            "Expected the photo's size (100x80) for ErasePerson.UserMask but was 50x40 ("
                + folder
                + "/small-mask.png)");
    assertThat(bench.billed()).isEqualTo(1);
  }

  @Test
  void aLogoIsNotLargerThanThePhoto() throws Exception {
    bench
        .file("logo.png", PhotoFixtures.png(90, 20))
        .photo("large.png", PhotoFixtures.png(300, 200))
        .photo("small.png", PhotoFixtures.png(80, 80));

    Map<String, Outcome> outcomes =
        bench.walk(
            "recipe: [{ImageBlindPicWatermark: {FunctionType: encode_pic, LogoURL: %s/logo.png}}]"
                .formatted(folder));

    assertThat(outcomes.get("large").status()).isEqualTo(Status.DONE);
    assertThat(Workbench.failure(outcomes.get("small")).message())
        .isEqualTo(
            "Expected at most the photo's size (80x80) for ImageBlindPicWatermark.LogoURL but was"
                + " 90x20 ("
                + folder
                + "/logo.png)");
  }

  @Test
  void aResultIsHandedOnByItsLinkAlsoThroughAJob() throws Exception {
    bench.photo("photo.png", PhotoFixtures.png(100, 80));

    Outcome outcome =
        bench
            .walk(
                """
                recipe:
                  - ColorizeImage: {}
                  - RecolorHDImage: {Mode: AUTO, Degree: 0.5}
                  - ChangeImageSize: {Width: 60, Height: 60}
                """)
            .get("photo");

    assertThat(outcome.status()).isEqualTo(Status.DONE);
    assertThat(bench.staged()).isEqualTo(1);
    assertThat(outcome.images())
        .singleElement()
        .satisfies(
            image -> {
              assertThat(image.actions())
                  .extracting(action -> action.replaceFirst("[( ].*", ""))
                  .containsExactly("ColorizeImage", "RecolorHDImage", "ChangeImageSize");
              assertThat(image.actions())
                  .zipSatisfy(
                      outcome.made(), (did, made) -> assertThat(did).endsWith(made.requestId()));
            });
  }

  @Test
  void aResultWhoseLinkTheServiceCannotReadIsStaged() throws Exception {
    String elsewhere = bench.link("result.png", PhotoFixtures.png(90, 70));
    bench
        .photo("photo.png", PhotoFixtures.png(100, 80))
        .answers(Actions.COLORIZE_IMAGE, "{\"ImageURL\": \"" + elsewhere + "\"}");

    Outcome outcome =
        bench
            .walk("recipe: [{ColorizeImage: {}}, {ChangeImageSize: {Width: 60, Height: 60}}]")
            .get("photo");

    assertThat(outcome.status()).as("" + outcome.failures()).isEqualTo(Status.DONE);
    assertThat(bench.staged()).isEqualTo(2);
    assertThat(bench.written()).containsExactly("photo-ChangeImageSize.png");
  }

  @Test
  void theBestBoxesAreCutAndTheFirstGoesOn() throws Exception {
    bench
        .photo("photo.png", PhotoFixtures.png(200, 160))
        .answers(Actions.INTELLIGENT_COMPOSITION, boxes());
    String recipe = "recipe: [{crop: {best: %d}, keep: true}, {ColorizeImage: {}}]";

    Outcome three = bench.walk(recipe.formatted(3)).get("photo");
    Outcome one = bench.walk(recipe.formatted(1)).get("photo");

    assertThat(three.status()).as("" + three.failures()).isEqualTo(Status.DONE);
    assertThat(three.images())
        .extracting(i -> new PixelSize(i.width(), i.height()))
        .containsExactly(
            new PixelSize(100, 50),
            new PixelSize(50, 60),
            new PixelSize(200, 160),
            new PixelSize(100, 50));
    assertThat(one.images())
        .extracting(WrittenImage::step)
        .containsExactly("crop", "ColorizeImage");
    assertThat(bench.written())
        .containsExactly(
            "photo-ColorizeImage.png",
            "photo-crop-1.png",
            "photo-crop-2.png",
            "photo-crop-3.png",
            "photo-crop.png");
    assertThat(bench.studio().counts().calls())
        .as("scripted")
        .isEqualTo(Map.of("ColorizeImage", 1L));
  }

  @Test
  void cropsAreCutFromThePhotoItselfAlsoWhereASmallerCopyWasLookedAt() throws Exception {
    byte[] file = PhotoFixtures.png(400, 320);
    bench.photo("photo.png", file);
    String recipe = "recipe: [{crop: {best: 3}, fit: shrink}]";
    Action action = Actions.INTELLIGENT_COMPOSITION;
    String identity = Identity.ofBytes(file).value();
    Ledger.in(bench.job(recipe).output().ledger())
        .record(
            new PaidCall(
                CallKey.of(identity, action, action.canonical(Map.of())),
                identity,
                action.name(),
                "REQUEST",
                boxes(),
                List.of(),
                Money.ZERO,
                1,
                0,
                200,
                160,
                "earlier",
                Instant.now()));

    Outcome outcome = bench.walk(recipe).get("photo");

    assertThat(outcome.status()).as("" + outcome.failures()).isEqualTo(Status.DONE);
    assertThat(bench.studio().counts().calls()).isEmpty();
    assertThat(outcome.images())
        .extracting(i -> new PixelSize(i.width(), i.height()))
        .containsExactlyInAnyOrder(
            new PixelSize(200, 100), new PixelSize(100, 120), new PixelSize(400, 320));
  }

  @Test
  void boxesThatCannotBeCutFailTheirPhoto() throws Exception {
    bench
        .photo("photo.png", PhotoFixtures.png(100, 80))
        .answers(Actions.INTELLIGENT_COMPOSITION, "{\"Elements\": [" + box(90, 20, 10, 70) + "]}");

    Outcome outcome = bench.walk("recipe: [{crop: {best: 2}}]").get("photo");

    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(Workbench.failure(outcome).message())
        .isEqualTo(
            "Expected a crop inside 100x80 but was 90,20 to 10,70 ("
                + folder.resolve("photo.png")
                + ")");
    assertThat(outcome.cost().toString()).isEqualTo("0.01 CNY");
    assertThat(bench.written()).isEmpty();
  }

  @Test
  void severalResultsAndAVideoAreWrittenBesideThePhotoThatGoesOn() throws Exception {
    bench.photo("photo.png", PhotoFixtures.png(100, 80));

    Outcome outcome =
        bench
            .walk(
                """
                recipe:
                  - GenerateDynamicImage: {Operation: "1"}
                  - RecolorImage: {Mode: AUTO, ColorCount: 3}
                  - ChangeImageSize: {Width: 60, Height: 60}
                """)
            .get("photo");

    assertThat(outcome.status()).as("" + outcome.failures()).isEqualTo(Status.DONE);
    assertThat(bench.written())
        .containsExactly(
            "photo-ChangeImageSize.png",
            "photo-GenerateDynamicImage.avi",
            "photo-GenerateDynamicImage.avi.xmp",
            "photo-RecolorImage-2.png",
            "photo-RecolorImage-3.png");
    String request = outcome.made().get(0).requestId();
    assertThat(Files.readString(bench.image("photo-GenerateDynamicImage.avi.xmp")))
        .contains("GenerateDynamicImage", request, "photo.png");
    assertThat(Files.readString(bench.image("photo-ChangeImageSize.png"), ISO_8859_1))
        .contains(outcome.made().get(1).requestId(), outcome.made().get(2).requestId())
        .doesNotContain(request);
  }

  @Test
  void aHiddenTextIsReadBackFromTheJpegThatWasWritten() throws Exception {
    String text = "{FunctionType: %s_text_plus%s}";
    bench
        .output("format: jpg\nquality: 92")
        .photo("photo.png", Files.readAllBytes(Path.of("pipelines/samples/chelsea.png")));

    bench.walk(
        "recipe: [{ImageBlindCharacterWatermark: %s}]"
            .formatted(text.formatted("encode", ", Text: Darkroom catalogue")));
    byte[] marked = Files.readAllBytes(bench.image("photo-ImageBlindCharacterWatermark.jpg"));
    bench.photo("marked.jpg", marked);
    Outcome read =
        bench
            .walk(
                "recipe: [{ImageBlindCharacterWatermark: %s}]"
                    .formatted(text.formatted("decode", "")))
            .get("marked");

    assertThat(read.status()).as("" + read.failures()).isEqualTo(Status.DONE);
    WrittenImage picture = read.images().get(0);
    BufferedImage shown = ImageIO.read(Path.of(picture.location()).toFile());
    assertThat(shown.getWidth()).isEqualTo(picture.width()).isGreaterThan(shown.getHeight());
    long ink =
        IntStream.range(0, shown.getWidth() * shown.getHeight())
            .map(i -> shown.getRGB(i % shown.getWidth(), i / shown.getWidth()) & 0xFF)
            .filter(level -> level < 128)
            .count();
    assertThat((double) ink / (shown.getWidth() * shown.getHeight())).isBetween(0.01, 0.5);
  }

  @Test
  void photosOfEveryKindComeOutUprightAndWithTheirAlpha() throws Exception {
    bench
        .photo("alpha.png", PhotoFixtures.rgbaPng())
        .photo("cmyk.jpg", PhotoFixtures.cmykJpeg())
        .photo("deep.png", PhotoFixtures.png16())
        .photo("gray.jpg", PhotoFixtures.grayJpeg())
        .photo("turned.jpg", PhotoFixtures.rotatedJpeg(Orientation.TURN_RIGHT));

    Map<String, Outcome> outcomes = bench.walk("recipe: [{ColorizeImage: {}, fit: shrink}]");

    assertThat(outcomes.values())
        .allSatisfy(
            outcome -> {
              assertThat(outcome.status()).as("" + outcome.failures()).isEqualTo(Status.DONE);
              PhotoHeader header =
                  header(Files.readAllBytes(Path.of(outcome.images().get(0).location())));
              assertThat(header.orientation()).isEqualTo(Orientation.UPRIGHT);
              assertThat(new PixelSize(header.width(), header.height()))
                  .isEqualTo(new PixelSize(PhotoFixtures.WIDTH, PhotoFixtures.HEIGHT));
              assertThat(header.hasAlpha()).isEqualTo(outcome.photo().id().equals("alpha"));
            });
  }

  @Test
  void aJobForMonochromePhotosSkipsTheOthers() throws Exception {
    bench
        .photo("colour.png", PhotoFixtures.png(100, 80))
        .photo("gray.png", PhotoFixtures.grayPng());

    Map<String, Outcome> outcomes = bench.walk("admit: monochrome\nrecipe: [{ColorizeImage: {}}]");

    assertThat(outcomes.values())
        .extracting(o -> o.photo().id(), Outcome::status, Outcome::calls)
        .containsExactly(tuple("colour", Status.SKIPPED, 0), tuple("gray", Status.DONE, 1));
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenByTheNextRunAtNoCost() throws Exception {
    bench
        .file("images", "a file, not a folder".getBytes(ISO_8859_1))
        .photo("photo.png", PhotoFixtures.png(100, 80));
    String recipe = "recipe: [{ColorizeImage: {}}]";

    Outcome unwritten = bench.walk(recipe).get("photo");
    Files.delete(folder.resolve("images"));
    Outcome written = bench.walk(recipe).get("photo");

    assertThat(unwritten.status()).isEqualTo(Status.FAILED);
    Failure failure = Workbench.failure(unwritten);
    assertThat(failure.code()).isEqualTo("NotWritten");
    assertThat(failure.message())
        .isEqualTo(
            "Expected to write %1$s/images/photo-ColorizeImage.png but could not: %1$s/images is in"
                    .formatted(folder)
                + " the way");
    assertThat(failure.retryable()).isTrue();
    assertThat(unwritten.cost().toString()).isEqualTo("0.2 CNY");
    assertThat(written.status()).isEqualTo(Status.DONE);
    assertThat(written.cost().toString()).isEqualTo("0 CNY");
    assertThat(bench.written()).containsExactly("photo-ColorizeImage.png");
    assertThat(bench.billed()).isEqualTo(1);
  }

  private static List<String> steps(Outcome outcome) {
    return outcome.made().stream().map(Made::step).toList();
  }

  private static PhotoHeader header(byte[] file) throws IOException {
    return ((Readable) PhotoHeaders.read(file)).header();
  }

  /** Boxes in 200x160 pixels. */
  private static String boxes() {
    return "{\"Elements\": [%s, %s, %s, %s]}"
        .formatted(
            box(0, 0, 100, 50), box(100, 100, 150, 160), box(0, 0, 200, 160), box(0, 0, 5, 5));
  }

  private static String box(int minX, int minY, int maxX, int maxY) {
    return "{\"MinX\": %d, \"MinY\": %d, \"MaxX\": %d, \"MaxY\": %d, \"Score\": 4.5}"
        .formatted(minX, minY, maxX, maxY);
  }
}
