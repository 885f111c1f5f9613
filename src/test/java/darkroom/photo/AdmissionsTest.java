package darkroom.photo;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Bound;
import darkroom.action.ByteLimit;
import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.FitMode;
import darkroom.action.ImageFormat;
import darkroom.action.SizeLimit;
import darkroom.photo.Admission.Admitted;
import darkroom.photo.Admission.Fits;
import darkroom.photo.Admission.Rejected;
import darkroom.photo.Admission.Skipped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionsTest {
  private static final List<Action> SCORING =
      List.of(Actions.ASSESS_SHARPNESS, Actions.ASSESS_EXPOSURE, Actions.ASSESS_COMPOSITION);
  private static final ByteSize SMALL = ByteSize.bytes(1000);
  private static final int SIDE = 500;

  static List<Action> all() {
    return Actions.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyActionTakesWhatAFitMakes(Action action) {
    assertThat(action.input().formats()).contains(ImageFormat.JPEG, ImageFormat.PNG);
    Set<Channels> channels = action.input().channels();
    assertThat(channels.isEmpty() || channels.contains(Channels.RGB)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("all")
  void admitsPhotoAtTheUpperLimitAndNotOneOverIt(Action action) {
    Optional<SizeLimit> max = action.input().max();
    if (max.isEmpty()) {
      assertThat(reject(photo(14_000, 14_000), SMALL, action)).isEqualTo(new Admitted());
      return;
    }
    int width = max.get().width() - (max.get().bound() == Bound.EXCLUSIVE ? 1 : 0);
    int height = max.get().height() - (max.get().bound() == Bound.EXCLUSIVE ? 1 : 0);
    String bound = max.get().bound() == Bound.EXCLUSIVE ? "under" : "of at most";

    assertThat(reject(photo(width, height), SMALL, action)).isEqualTo(new Admitted());
    assertThat(shrink(photo(width, height), SMALL, action)).isEqualTo(new Admitted());
    for (Size over : List.of(new Size(width + 1, height), new Size(width, height + 1))) {
      String message =
          "Expected width and height %s %s for %s but was %s"
              .formatted(bound, max.get(), action.name(), over);

      assertThat(reject(photo(over.width(), over.height()), SMALL, action))
          .isEqualTo(new Rejected("TooLarge", message));
      assertThat(shrink(photo(over.width(), over.height()), SMALL, action))
          .isEqualTo(new Fits(List.of(message)));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void admitsPhotoAtTheLowerLimitAndNotOneUnderIt(Action action) {
    Optional<SizeLimit> min = action.input().min();
    if (min.isEmpty()) {
      assertThat(reject(photo(1, 1), SMALL, action)).isEqualTo(new Admitted());
      return;
    }
    int width = min.get().width() + (min.get().bound() == Bound.EXCLUSIVE ? 1 : 0);
    int height = min.get().height() + (min.get().bound() == Bound.EXCLUSIVE ? 1 : 0);
    String bound = min.get().bound() == Bound.EXCLUSIVE ? "over" : "of at least";

    assertThat(reject(photo(width, height), SMALL, action)).isEqualTo(new Admitted());
    assertThat(shrink(photo(width, height), SMALL, action)).isEqualTo(new Admitted());
    for (Size under : List.of(new Size(width - 1, height), new Size(width, height - 1))) {
      Rejected rejected =
          new Rejected(
              "TooSmall",
              "Expected width and height %s %s for %s but was %s"
                  .formatted(bound, min.get(), action.name(), under));

      assertThat(reject(photo(under.width(), under.height()), SMALL, action)).isEqualTo(rejected);
      assertThat(shrink(photo(under.width(), under.height()), SMALL, action)).isEqualTo(rejected);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void admitsFileAtTheByteLimitAndNotOneByteOverIt(Action action) {
    ByteLimit limit = action.input().bytes().orElseThrow();
    long most = limit.size().bytes() - (limit.bound() == Bound.EXCLUSIVE ? 1 : 0);
    String message =
        "Expected a file of %s %d bytes for %s but was %d"
            .formatted(
                limit.bound() == Bound.EXCLUSIVE ? "under" : "at most",
                limit.size().bytes(),
                action.name(),
                most + 1);

    assertThat(reject(photo(SIDE, SIDE), ByteSize.bytes(most), action)).isEqualTo(new Admitted());
    assertThat(reject(photo(SIDE, SIDE), ByteSize.bytes(most + 1), action))
        .isEqualTo(new Rejected("TooManyBytes", message));
    assertThat(shrink(photo(SIDE, SIDE), ByteSize.bytes(most + 1), action))
        .isEqualTo(new Fits(List.of(message)));
  }

  static Stream<Arguments> actionsAndFormats() {
    return Actions.all().stream()
        .flatMap(a -> Stream.of(ImageFormat.values()).map(f -> Arguments.of(a, f)));
  }

  @ParameterizedTest
  @MethodSource("actionsAndFormats")
  void admitsOnlyTheFormatsOfTheAction(Action action, ImageFormat format) {
    PhotoHeader photo = photo(format, Channels.RGB, 8, Orientation.UPRIGHT, Frames.ONE);

    if (action.input().formats().contains(format)) {
      assertThat(reject(photo, SMALL, action)).isEqualTo(new Admitted());
      assertThat(shrink(photo, SMALL, action)).isEqualTo(new Admitted());
    } else {
      assertThat(reject(photo, SMALL, action))
          .isInstanceOfSatisfying(
              Rejected.class,
              r -> {
                assertThat(r.code()).isEqualTo("FormatNotAccepted");
                assertThat(r.message()).endsWith(" for " + action + " but was " + format);
              });
      assertThat(shrink(photo, SMALL, action)).isInstanceOf(Fits.class);
    }
  }

  static Stream<Arguments> actionsAndChannels() {
    return Actions.all().stream()
        .flatMap(a -> Stream.of(Channels.values()).map(c -> Arguments.of(a, c)));
  }

  @ParameterizedTest
  @MethodSource("actionsAndChannels")
  void sendsOnlyTheChannelsThatTheActionSaysItTakes(Action action, Channels channels) {
    PhotoHeader photo = photo(ImageFormat.PNG, channels, 8, Orientation.UPRIGHT, Frames.ONE);
    Set<Channels> accepted = action.input().channels();
    boolean plain = channels != Channels.CMYK && !photo.hasAlpha();
    boolean said = accepted.isEmpty() ? plain : accepted.contains(channels);

    for (FitMode mode : FitMode.values()) {
      Admission admission = Admissions.admit(photo, SMALL, List.of(action), mode);
      boolean scoredAsItIs =
          SCORING.contains(action) && (mode == FitMode.REJECT || mode == FitMode.SKIP);
      if (said || scoredAsItIs) {
        assertThat(admission).isEqualTo(new Admitted());
      } else {
        assertThat(admission).isInstanceOf(Fits.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void sendsPlainPixelsInEveryModeWhereTheyAreEditedOrEnhanced(Action action) {
    PhotoHeader photo =
        new PhotoHeader(
            ImageFormat.PNG,
            SIDE,
            SIDE,
            Channels.RGB,
            16,
            Orientation.TURN_LEFT,
            Frames.ONE,
            ColorProfile.OTHER);
    boolean scores = SCORING.contains(action);
    String ofBits = scores ? " to score" : "";
    Fits fits =
        new Fits(
            List.of(
                "Expected upright pixels but was EXIF orientation 8",
                "Expected at most 8 bits per channel" + ofBits + " but was 16",
                "Expected colours of sRGB but was another ICC profile"));

    assertThat(Admissions.admit(photo, SMALL, List.of(action), FitMode.SHRINK)).isEqualTo(fits);
    assertThat(Admissions.admit(photo, SMALL, List.of(action), FitMode.PAD)).isEqualTo(fits);
    for (FitMode mode : List.of(FitMode.REJECT, FitMode.SKIP)) {
      assertThat(Admissions.admit(photo, SMALL, List.of(action), mode))
          .isEqualTo(scores ? new Admitted() : fits);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void skipsPhotoOutsideTheLimitsAndAdmitsOneAtThem(Action action) {
    Optional<SizeLimit> max = action.input().max().map(SizeLimit::largest);
    Optional<SizeLimit> min = action.input().min().map(SizeLimit::smallest);
    max.ifPresent(
        limit -> {
          assertThat(skip(photo(limit.width(), limit.height()), SMALL, action))
              .isEqualTo(new Admitted());
          assertThat(skip(photo(limit.width() + 1, limit.height()), SMALL, action))
              .isEqualTo(skipped(reject(photo(limit.width() + 1, limit.height()), SMALL, action)));
        });
    min.ifPresent(
        limit -> {
          assertThat(skip(photo(limit.width(), limit.height()), SMALL, action))
              .isEqualTo(new Admitted());
          assertThat(skip(photo(limit.width(), limit.height() - 1), SMALL, action))
              .isEqualTo(skipped(reject(photo(limit.width(), limit.height() - 1), SMALL, action)));
        });
    ByteSize over = ByteSize.bytes(action.input().bytes().orElseThrow().largest().bytes() + 1);
    assertThat(skip(photo(SIDE, SIDE), over, action))
        .isEqualTo(skipped(reject(photo(SIDE, SIDE), over, action)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void padsPhotoUnderTheLowerLimit(Action action) {
    Optional<SizeLimit> min = action.input().min().map(SizeLimit::smallest);
    if (min.isEmpty()) {
      assertThat(pad(photo(1, 1), SMALL, action)).isEqualTo(new Admitted());
      return;
    }
    PhotoHeader under = photo(min.get().width() - 1, min.get().height());
    Rejected rejected = (Rejected) reject(under, SMALL, action);

    assertThat(pad(photo(min.get().width(), min.get().height()), SMALL, action))
        .isEqualTo(new Admitted());
    assertThat(pad(under, SMALL, action)).isEqualTo(new Fits(List.of(rejected.message())));
  }

  @Test
  void padsPanoramaThatShrinkingMakesTooLow() {
    assertThat(Admissions.admit(photo(20_000, 600), SMALL, SCORING, FitMode.PAD))
        .isInstanceOf(Fits.class);
  }

  @ParameterizedTest
  @EnumSource(FitMode.class)
  void rejectsWhatNoModeCanMend(FitMode mode) {
    assertThat(
            Admissions.admit(
                photo(60_000, 60_000), SMALL, List.of(Actions.REMOVE_IMAGE_WATERMARK), mode))
        .isEqualTo(
            new Rejected(
                "TooManyPixels",
                "Expected at most 200000000 pixels to decode but was 60000x60000"));
  }

  @Test
  void skipsAnimationAndFormatThatIsNotTaken() {
    assertThat(
            skip(
                photo(ImageFormat.PNG, Channels.RGB, 8, Orientation.UPRIGHT, Frames.MANY),
                SMALL,
                Actions.COLORIZE_IMAGE))
        .isEqualTo(
            new Skipped(
                "Animated", "Expected one frame but was an animation or a file of several pages"));
    assertThat(
            skip(
                photo(ImageFormat.TIFF, Channels.RGB, 8, Orientation.UPRIGHT, Frames.ONE),
                SMALL,
                Actions.COLORIZE_IMAGE))
        .isEqualTo(
            new Skipped(
                "FormatNotAccepted", "Expected JPEG, PNG or BMP for ColorizeImage but was TIFF"));
  }

  @Test
  void namesTheFormatsAndChannelsThatAreAccepted() {
    assertThat(
            reject(
                photo(ImageFormat.WEBP, Channels.RGB, 8, Orientation.UPRIGHT, Frames.ONE),
                SMALL,
                Actions.ASSESS_SHARPNESS))
        .isEqualTo(
            new Rejected(
                "FormatNotAccepted", "Expected JPEG, PNG or BMP for AssessSharpness but was WEBP"));
    assertThat(
            reject(
                photo(ImageFormat.PNG, Channels.GRAY, 8, Orientation.UPRIGHT, Frames.ONE),
                SMALL,
                Actions.RECOLOR_IMAGE))
        .isEqualTo(new Fits(List.of("Expected RGB or RGBA for RecolorImage but was GRAY")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Orientation.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UPRIGHT"})
  void fitsPhotoThatDoesNotStandUprightAndOtherwiseSendsItAsItIs(Orientation orientation) {
    PhotoHeader photo = photo(ImageFormat.JPEG, Channels.RGB, 8, orientation, Frames.ONE);

    assertThat(Admissions.admit(photo, SMALL, SCORING, FitMode.SHRINK))
        .isEqualTo(
            new Fits(
                List.of("Expected upright pixels but was EXIF orientation " + orientation.exif())));
    assertThat(Admissions.admit(photo, SMALL, SCORING, FitMode.REJECT)).isEqualTo(new Admitted());
  }

  @Test
  void judgesFittedPhotoByTheSizeThatAViewerShows() {
    PhotoHeader lying =
        new PhotoHeader(
            ImageFormat.JPEG, 1000, 1500, Channels.RGB, 8, Orientation.TURN_LEFT, Frames.ONE);

    assertThat(shrink(lying, SMALL, Actions.MAKE_SUPER_RESOLUTION_IMAGE))
        .isEqualTo(new Fits(List.of("Expected upright pixels but was EXIF orientation 8")));
    assertThat(reject(lying, SMALL, Actions.MAKE_SUPER_RESOLUTION_IMAGE))
        .isEqualTo(new Fits(List.of("Expected upright pixels but was EXIF orientation 8")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Channels.class,
      names = {"RGBA", "GRAY_ALPHA", "CMYK"})
  void scoresNothingButOpaquePixels(Channels channels) {
    PhotoHeader photo = photo(ImageFormat.PNG, channels, 8, Orientation.UPRIGHT, Frames.ONE);

    assertThat(Admissions.admit(photo, SMALL, SCORING, FitMode.SHRINK))
        .isEqualTo(new Fits(List.of("Expected opaque RGB or grey to score but was " + channels)));
    assertThat(Admissions.admit(photo, SMALL, SCORING, FitMode.REJECT)).isEqualTo(new Admitted());
  }

  @Test
  void scoresNothingButEightBits() {
    PhotoHeader photo = photo(ImageFormat.PNG, Channels.RGB, 16, Orientation.UPRIGHT, Frames.ONE);

    assertThat(Admissions.admit(photo, SMALL, SCORING, FitMode.SHRINK))
        .isEqualTo(new Fits(List.of("Expected at most 8 bits per channel to score but was 16")));
  }

  @Test
  void takesOneFrameOfManyOrNone() {
    PhotoHeader photo = photo(ImageFormat.PNG, Channels.RGB, 8, Orientation.UPRIGHT, Frames.MANY);
    String message = "Expected one frame but was an animation or a file of several pages";

    assertThat(Admissions.admit(photo, SMALL, SCORING, FitMode.SHRINK))
        .isEqualTo(new Fits(List.of(message)));
    assertThat(Admissions.admit(photo, SMALL, SCORING, FitMode.REJECT))
        .isEqualTo(new Rejected("Animated", message));
  }

  @Test
  void rejectsPhotoThatHoldsMorePixelsThanAreDecoded() {
    String message = "Expected at most 200000000 pixels to decode but was 60000x60000";

    assertThat(Admissions.admit(photo(60_000, 60_000), SMALL, SCORING, FitMode.SHRINK))
        .isEqualTo(new Rejected("TooManyPixels", message));
    assertThat(Admissions.admit(photo(60_000, 60_000), SMALL, SCORING, FitMode.REJECT))
        .isEqualTo(
            new Rejected(
                "TooLarge",
                "Expected width and height under 1000x1000 for AssessSharpness but was"
                    + " 60000x60000"));
    assertThat(reject(photo(60_000, 60_000), SMALL, Actions.ASSESS_COMPOSITION))
        .isEqualTo(new Rejected("TooManyPixels", message));
    assertThat(reject(photo(20_000, 10_000), SMALL, Actions.ASSESS_COMPOSITION))
        .isEqualTo(new Admitted());
  }

  @Test
  void rejectsPanoramaThatShrinkingMakesTooLow() {
    assertThat(Admissions.admit(photo(20_000, 600), SMALL, SCORING, FitMode.SHRINK))
        .isEqualTo(
            new Rejected(
                "TooSmall",
                "Expected width and height over 32x32 for AssessComposition but was 999x30"
                    + " once shrunk from 20000x600"));
  }

  @Test
  void tellsEveryReasonForAFit() {
    assertThat(Admissions.admit(photo(1600, 900), ByteSize.megabytes("4"), SCORING, FitMode.SHRINK))
        .isEqualTo(
            new Fits(
                List.of(
                    "Expected width and height under 1000x1000 for AssessSharpness but was 1600x900",
                    "Expected a file of under 3145728 bytes for AssessSharpness but was 4194304",
                    "Expected width and height under 1000x1000 for AssessExposure but was 1600x900",
                    "Expected a file of under 3145728 bytes for AssessExposure but was 4194304",
                    "Expected a file of under 3145728 bytes for AssessComposition but was"
                        + " 4194304")));
  }

  private static Admission reject(PhotoHeader photo, ByteSize bytes, Action action) {
    return Admissions.admit(photo, bytes, List.of(action), FitMode.REJECT);
  }

  private static Admission skip(PhotoHeader photo, ByteSize bytes, Action action) {
    return Admissions.admit(photo, bytes, List.of(action), FitMode.SKIP);
  }

  private static Skipped skipped(Admission rejected) {
    return new Skipped(((Rejected) rejected).code(), ((Rejected) rejected).message());
  }

  private static Admission pad(PhotoHeader photo, ByteSize bytes, Action action) {
    return Admissions.admit(photo, bytes, List.of(action), FitMode.PAD);
  }

  private static Admission shrink(PhotoHeader photo, ByteSize bytes, Action action) {
    return Admissions.admit(photo, bytes, List.of(action), FitMode.SHRINK);
  }

  private static PhotoHeader photo(int width, int height) {
    return new PhotoHeader(
        ImageFormat.JPEG, width, height, Channels.RGB, 8, Orientation.UPRIGHT, Frames.ONE);
  }

  private static PhotoHeader photo(
      ImageFormat format, Channels channels, int bitDepth, Orientation orientation, Frames frames) {
    return new PhotoHeader(format, SIDE, SIDE, channels, bitDepth, orientation, frames);
  }

  @Test
  void rejectsAFileThatIsNotReadIntoMemory() {
    PhotoHeader header =
        new PhotoHeader(
            ImageFormat.TIFF, 10_000, 10_000, Channels.RGB, 8, Orientation.UPRIGHT, Frames.ONE);
    ByteSize bytes = ByteSize.bytes(Admissions.MOST_BYTES.bytes() + 1);

    assertThat(Admissions.admit(header, bytes, List.of(Actions.ASSESS_SHARPNESS), FitMode.SHRINK))
        .isEqualTo(
            new Rejected(
                "TooManyBytes", "Expected a file of at most 1024 MB but was 1073741825 bytes"));
  }
}
