package darkroom.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.JobStatus;
import darkroom.photo.PhotoFixtures;
import darkroom.pipeline.Failure.Billed;
import darkroom.pipeline.Outcome.Status;
import darkroom.studio.JobFault;
import darkroom.studio.http.Fault;
import darkroom.studio.http.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks against a service whose answers and results are not what it promises. */
class HostileAnswersIT {
  /** One step a photo, so that what befalls an action befalls one photo alone. */
  private static final String ONE_STEP_EACH =
      """
      recipe:
        - ColorizeImage: {}
          when: field.do == ColorizeImage
        - RemoveImageWatermark: {}
          when: field.do == RemoveImageWatermark
        - MakeSuperResolutionImage: {}
          when: field.do == MakeSuperResolutionImage
        - RecolorImage: {ColorCount: 3}
          when: field.do == RecolorImage
        - EnhanceImageColor: {Mode: Rec709, OutputFormat: png}
          when: field.do == EnhanceImageColor
        - RemoveImageSubtitles: {}
          when: field.do == RemoveImageSubtitles
        - ChangeImageSize: {Width: 60, Height: 60}
          when: field.do == ChangeImageSize
        - ImageBlindCharacterWatermark: {FunctionType: encode_text, Text: mark}
          when: field.do == ImageBlindCharacterWatermark
        - ImageBlindPicWatermark: {FunctionType: encode_pic, LogoURL: {field: logo}}
          when: field.do == ImageBlindPicWatermark
        - GenerateDynamicImage: {Operation: "1"}
          when: field.do == GenerateDynamicImage
        - IntelligentComposition: {}
          when: field.do == IntelligentComposition
        - AssessSharpness: {}
          when: field.do == AssessSharpness
      """;

  private static final String A_JOB = "recipe: [{RecolorHDImage: {Mode: AUTO, Degree: 0.5}}]";

  @TempDir Path folder;

  private Workbench bench;
  private int photos;

  @BeforeEach
  void start() {
    bench = Workbench.in(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void resultsThatAreNotWhatWasPromisedFailTheirPhotoAlone() throws Exception {
    String text = bench.link("text.png", PhotoFixtures.textNamedJpg());
    String half = bench.link("half.png", PhotoFixtures.truncatedJpeg());
    String other = bench.link("jpeg.png", PhotoFixtures.jpeg(90, 70));
    String gone = bench.link("gone.png", Fault.html(404));
    String expired = bench.link("expired.png", expired());
    onePhotoFor(Actions.COLORIZE_IMAGE).answers(Actions.COLORIZE_IMAGE, image("ImageURL", text));
    onePhotoFor(Actions.REMOVE_IMAGE_WATERMARK)
        .answers(Actions.REMOVE_IMAGE_WATERMARK, image("ImageURL", half));
    onePhotoFor(Actions.MAKE_SUPER_RESOLUTION_IMAGE)
        .answers(Actions.MAKE_SUPER_RESOLUTION_IMAGE, image("Url", other));
    onePhotoFor(Actions.RECOLOR_IMAGE).answers(Actions.RECOLOR_IMAGE, "{\"ImageList\": []}");
    onePhotoFor(Actions.ENHANCE_IMAGE_COLOR)
        .answers(Actions.ENHANCE_IMAGE_COLOR, image("ImageURL", gone));
    onePhotoFor(Actions.REMOVE_IMAGE_SUBTITLES)
        .answers(Actions.REMOVE_IMAGE_SUBTITLES, image("ImageURL", expired));
    onePhotoFor(Actions.CHANGE_IMAGE_SIZE)
        .answers(Actions.CHANGE_IMAGE_SIZE, "{\"RetainLocation\": {\"Width\": 1}}");
    onePhotoFor(Actions.IMAGE_BLIND_CHARACTER_WATERMARK)
        .answers(
            Actions.IMAGE_BLIND_CHARACTER_WATERMARK, image("WatermarkImageURL", "no link at all"));
    bench
        .file("logo.png", PhotoFixtures.png(20, 20))
        .photo(
            "ImageBlindPicWatermark.jpg",
            PhotoFixtures.jpeg(99, 80),
            "\"do\": \"ImageBlindPicWatermark\", \"logo\": \"logo.png\"")
        .answers(Actions.IMAGE_BLIND_PIC_WATERMARK, image("WatermarkImageURL", ""));
    onePhotoFor(Actions.GENERATE_DYNAMIC_IMAGE)
        .answers(Actions.GENERATE_DYNAMIC_IMAGE, image("Url", other));
    onePhotoFor(Actions.INTELLIGENT_COMPOSITION)
        .answers(Actions.INTELLIGENT_COMPOSITION, "{\"Elements\": \"none\"}");
    onePhotoFor(Actions.ASSESS_SHARPNESS)
        .answers(Actions.ASSESS_SHARPNESS, "{\"Sharpness\": \"sharp\"}");

    Map<String, Outcome> outcomes = bench.walk(ONE_STEP_EACH);

    Outcome jpegForPng = outcomes.remove("MakeSuperResolutionImage");
    assertThat(jpegForPng.status()).isEqualTo(Status.DONE);
    assertThat(bench.written())
        .containsExactly("MakeSuperResolutionImage-MakeSuperResolutionImage.jpg");
    assertThat(outcomes.values())
        .hasSize(11)
        .allSatisfy(
            outcome -> {
              Failure failure = Workbench.failure(outcome);
              assertThat(outcome.status()).isEqualTo(Status.FAILED);
              assertThat(outcome.cost()).isEqualTo(failure.cost());
              assertThat(failure.billed()).isEqualTo(Billed.YES);
              assertThat(failure.requestId()).contains("SCRIPTED-" + outcome.photo().id());
            });
    String served = bench.studio().endpoint() + "/scripted/";
    assertThat(outcomes.values())
        .extracting(o -> o.photo().id(), o -> code(o), o -> message(o))
        .containsExactly(
            tuple(
                "AssessSharpness",
                "NoResult",
                "Expected a number from 0 to 1 in Sharpness of AssessSharpness but was \"sharp\""),
            tuple(
                "ChangeImageSize",
                "NoResult",
                "Expected a link to an image in Url of ChangeImageSize but was nothing"),
            tuple(
                "ColorizeImage",
                "ResultDamaged",
                "Expected a link to an image in ImageURL of ColorizeImage but was one to something"
                    + " else of 38 bytes"),
            tuple(
                "EnhanceImageColor",
                "ResultExpired",
                "Expected a result at "
                    + served
                    + "gone.png but was HTTP 404: the link has expired or the result is gone"),
            tuple(
                "GenerateDynamicImage",
                "ResultDamaged",
                "Expected a link to a video (AVI) in Url of GenerateDynamicImage but was one to a"
                    + " JPEG of 90x70 pixels"),
            tuple(
                "ImageBlindCharacterWatermark",
                "ResultDamaged",
                "Expected a link in WatermarkImageURL of ImageBlindCharacterWatermark but was"
                    + " something else"),
            tuple(
                "ImageBlindPicWatermark",
                "NoResult",
                "Expected WatermarkImageURL or LogoURL of ImageBlindPicWatermark but was neither"),
            tuple(
                "IntelligentComposition",
                "NoResult",
                "Expected a list of MinX, MinY, MaxX, MaxY, Score in Elements of"
                    + " IntelligentComposition but was \"none\""),
            tuple(
                "RecolorImage",
                "NoResult",
                "Expected links to images (PNG) in ImageList of RecolorImage but was []"),
            tuple(
                "RemoveImageSubtitles",
                "ResultExpired",
                "Expected a result at "
                    + served
                    + "expired.png but was HTTP 403: the link has expired or the result is gone"),
            tuple(
                "RemoveImageWatermark",
                "ResultDamaged",
                "Expected a link to an image in ImageURL of RemoveImageWatermark but was one to a"
                    + " damaged JPEG of 588 bytes"));
  }

  @Test
  void answersThatCannotBeReadFailTheirPhotoAlone() throws Exception {
    onePhotoFor(Actions.COLORIZE_IMAGE).befalls(Actions.COLORIZE_IMAGE, 1, Fault.html(502));
    onePhotoFor(Actions.REMOVE_IMAGE_WATERMARK)
        .befalls(Actions.REMOVE_IMAGE_WATERMARK, 1, Fault.html(200));
    onePhotoFor(Actions.MAKE_SUPER_RESOLUTION_IMAGE)
        .befalls(Actions.MAKE_SUPER_RESOLUTION_IMAGE, 1, Fault.emptyBody(200));
    onePhotoFor(Actions.RECOLOR_IMAGE)
        .answersWhole(
            Actions.RECOLOR_IMAGE,
            "{\"RequestId\": \"R-1\", \"Code\": \"InvalidParameter\", \"Message\": \"It says no.\"}");
    onePhotoFor(Actions.ENHANCE_IMAGE_COLOR).befalls(Actions.ENHANCE_IMAGE_COLOR, 1, Fault.cut());
    onePhotoFor(Actions.REMOVE_IMAGE_SUBTITLES)
        .befalls(Actions.REMOVE_IMAGE_SUBTITLES, 1, Fault.cutAmid());
    onePhotoFor(Actions.CHANGE_IMAGE_SIZE)
        .befalls(Actions.CHANGE_IMAGE_SIZE, 1, Fault.emptyBody(503));
    onePhotoFor(Actions.IMAGE_BLIND_CHARACTER_WATERMARK)
        .answersWhole(Actions.IMAGE_BLIND_CHARACTER_WATERMARK, "[]");
    onePhotoFor(Actions.GENERATE_DYNAMIC_IMAGE)
        .answersWhole(
            Actions.GENERATE_DYNAMIC_IMAGE, "{\"Data\": {\"Url\": \"http://127.0.0.1/a\"}}");

    Map<String, Outcome> outcomes = bench.walk(ONE_STEP_EACH);

    assertThat(outcomes.values())
        .extracting(o -> o.photo().id(), Outcome::status, Outcome::calls)
        .containsExactly(
            tuple("ChangeImageSize", Status.DONE, 2),
            tuple("ColorizeImage", Status.DONE, 2),
            tuple("EnhanceImageColor", Status.DONE, 2),
            tuple("GenerateDynamicImage", Status.FAILED, 1),
            tuple("ImageBlindCharacterWatermark", Status.FAILED, 1),
            tuple("MakeSuperResolutionImage", Status.FAILED, 1),
            tuple("RecolorImage", Status.FAILED, 1),
            tuple("RemoveImageSubtitles", Status.FAILED, 1),
            tuple("RemoveImageWatermark", Status.FAILED, 1));
    outcomes.values().removeIf(o -> o.status() == Status.DONE);
    Failure refused = Workbench.failure(outcomes.remove("RecolorImage"));
    assertThat(refused.code()).isEqualTo("InvalidParameter");
    assertThat(refused.billed()).isEqualTo(Billed.NO);
    assertThat(refused.requestId()).contains("R-1");
    assertThat(outcomes.values())
        .allSatisfy(
            outcome -> {
              Failure failure = Workbench.failure(outcome);
              assertThat(failure.code()).isEqualTo("UnreadableAnswer");
              assertThat(failure.billed()).isEqualTo(Billed.POSSIBLY);
              assertThat(failure.message())
                  .matches("Expected .* for " + outcome.photo().id() + " but was HTTP 200 .*");
            });
  }

  @Test
  void everyEndOfAJobIsTold() throws Exception {
    List.of(
            JobFault.ends(JobStatus.LIMIT_RETRY_FAILED),
            JobFault.ends(JobStatus.PROCESS_FAILED, "InvalidImage.Content"),
            JobFault.ends(JobStatus.TIMEOUT_FAILED),
            JobFault.ends(JobStatus.JOB_CANCELED))
        .forEach(fault -> bench.studio().jobFaults().next(1, fault));
    for (int i = 0; i < 5; i++) {
      bench.photo(i + ".jpg", PhotoFixtures.jpeg(100 + i, 80));
    }

    Map<String, Outcome> outcomes = bench.walk(A_JOB);

    assertThat(outcomes.values())
        .filteredOn(o -> o.status() == Status.DONE)
        .extracting(Outcome::calls)
        .as("one of them was submitted again")
        .containsExactlyInAnyOrder(1, 2);
    assertThat(outcomes.values())
        .filteredOn(o -> o.status() == Status.FAILED)
        .allSatisfy(
            outcome -> {
              Failure failure = Workbench.failure(outcome);
              assertThat(failure.message()).startsWith("Expected PROCESS_SUCCESS but was ");
              assertThat(failure.billed()).isEqualTo(Billed.NO);
              assertThat(failure.requestId()).isPresent();
              assertThat(outcome.images()).isEmpty();
            })
        .extracting(HostileAnswersIT::code, o -> Workbench.failure(o).retryable())
        .containsExactlyInAnyOrder(
            tuple("InvalidImage.Content", false),
            tuple("TIMEOUT_FAILED", true),
            tuple("JOB_CANCELED", true));
    assertThat(bench.studio().counts().billed()).containsExactly(Map.entry("RecolorHDImage", 2L));
  }

  @Test
  void aJobThatIsNotDoneInTimeIsAskedAfterByTheNextRun() throws Exception {
    Outcome late = leftPending();

    Outcome done = bench.walk(A_JOB).get("photo");

    assertThat(late.status()).isEqualTo(Status.DEFERRED);
    assertThat(code(late)).isEqualTo("JobPending");
    assertThat(message(late)).startsWith("Expected PROCESS_SUCCESS but was ");
    assertThat(done.status()).isEqualTo(Status.DONE);
    assertThat(bench.studio().counts().submitted())
        .containsExactly(Map.entry("RecolorHDImage", 1L));
    assertThat(done.made())
        .extracting(Made::requestId)
        .containsExactly(Workbench.failure(late).requestId().orElseThrow());
  }

  @Test
  void aJobOfAnEarlierRunWhoseResultHasExpiredIsSubmittedAgain() throws Exception {
    Outcome late = leftPending();
    String link = bench.link("expired.png", expired());
    bench.befalls(
        Actions.GET_ASYNC_JOB_RESULT,
        1,
        Workbench.answer(
            """
            {"RequestId": "Q", "Data": {"Status": "PROCESS_SUCCESS",
             "Result": "{\\"ImageList\\": [\\"%s\\"]}"}}
            """
                .formatted(link)));

    Outcome done = bench.walk(A_JOB).get("photo");

    assertThat(done.status()).isEqualTo(Status.DONE);
    assertThat(bench.studio().counts().submitted())
        .containsExactly(Map.entry("RecolorHDImage", 2L));
    assertThat(done.made())
        .extracting(Made::requestId)
        .doesNotContain(Workbench.failure(late).requestId().orElseThrow());
    assertThat(bench.written()).containsExactly("photo-RecolorHDImage.png");
  }

  @Test
  void aQuestionForAJobThatGetsNoAnswerIsAskedAgain() throws Exception {
    bench.photo("photo.jpg", PhotoFixtures.jpeg(100, 80));
    String busy =
        "{\"RequestId\": \"Q\", \"Code\": \"InternalError.Busy\", \"Message\": \"Later.\"}";
    for (Fault fault :
        List.of(Fault.html(200), Fault.emptyBody(200), Fault.cut(), Workbench.answer(busy))) {
      bench.befalls(Actions.GET_ASYNC_JOB_RESULT, 1, fault);
    }

    Outcome outcome = bench.walk(A_JOB).get("photo");

    assertThat(outcome.status()).isEqualTo(Status.DONE);
    assertThat(outcome.calls()).isEqualTo(1);
    assertThat(bench.written()).containsExactly("photo-RecolorHDImage.png");
  }

  /** A walk whose job is not done by its deadline; the next one has the usual patience. */
  private Outcome leftPending() throws Exception {
    bench.conf("jobs: {deadline: 1s}");
    bench.studio().jobFaults().next(1, JobFault.stays(Duration.ofSeconds(3)));
    bench.photo("photo.jpg", PhotoFixtures.jpeg(100, 80));
    Outcome late = bench.walk(A_JOB).get("photo");
    bench.conf("");
    return late;
  }

  private static String code(Outcome outcome) {
    return Workbench.failure(outcome).code();
  }

  private static String message(Outcome outcome) {
    return Workbench.failure(outcome).message();
  }

  private Workbench onePhotoFor(Action action) throws IOException {
    String name = action.name();
    return bench.photo(
        name + ".jpg", PhotoFixtures.jpeg(100 + photos++, 80), "\"do\": \"" + name + "\"");
  }

  private static String image(String field, String link) {
    return "{\"" + field + "\": \"" + link + "\"}";
  }

  /** As the bucket answers a link whose time is over. */
  private static Fault expired() {
    byte[] body =
        "<Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>"
            .getBytes(UTF_8);
    return Fault.answered(() -> Response.of(403, "application/xml", body));
  }
}
