package darkroom.studio.operation;

import java.util.List;

/** The operations of the actions, in the order of their declarations. */
public final class Operations {
  private static final List<Operation> ALL =
      List.of(
          new ExtendImageStyle(),
          new RecolorImage(),
          new MakeSuperResolutionImage(),
          new GenerateDynamicImage(),
          new RecolorHDImage(),
          new EnhanceImageColor(),
          new ColorizeImage(),
          new ChangeImageSize(),
          new IntelligentComposition(),
          new ImitatePhotoStyle(),
          new RemoveImageSubtitles(),
          new RemoveImageWatermark(),
          new ImageBlindPicWatermark(),
          new ImageBlindCharacterWatermark(),
          new ErasePerson(),
          new AssessComposition(),
          new AssessExposure(),
          new AssessSharpness());

  private Operations() {}

  public static List<Operation> all() {
    return ALL;
  }
}
