package darkroom.action;

import static darkroom.action.Action.Group.EDITING;
import static darkroom.action.Action.Group.ENHANCEMENT;
import static darkroom.action.Action.Group.QUERY;
import static darkroom.action.Action.Group.SCORING;
import static darkroom.action.ByteSize.megabytes;
import static darkroom.action.Channels.RGB;
import static darkroom.action.Channels.RGBA;
import static darkroom.action.Condition.when;
import static darkroom.action.ImageFormat.BMP;
import static darkroom.action.ImageFormat.JPEG;
import static darkroom.action.ImageFormat.PNG;
import static darkroom.action.ImageFormat.TIFF;
import static darkroom.action.ImageFormat.WEBP;

import darkroom.action.ParameterType.BinaryString;
import darkroom.action.ParameterType.Choice;
import darkroom.action.ParameterType.Decimal;
import darkroom.action.ParameterType.HexColors;
import darkroom.action.ParameterType.Text;
import darkroom.action.ParameterType.Whole;
import darkroom.action.ParameterType.WholeChoice;
import darkroom.action.ParameterType.WholeRange;
import darkroom.action.ParameterType.WholeRange.OutOfRange;
import darkroom.action.ResultField.ImageUrls;
import darkroom.action.ResultField.JsonText;
import darkroom.action.ResultField.NumberField;
import darkroom.action.ResultField.NumberKind;
import darkroom.action.ResultField.Numbers;
import darkroom.action.ResultField.NumbersList;
import darkroom.action.ResultField.Score;
import darkroom.action.ResultField.VideoUrl;
import darkroom.action.ResultField.Word;
import java.util.List;
import java.util.Optional;

/** The API's actions, as its reference manual of 2022-01-05 states them. */
public final class Actions {
  private static final long FREE = 100;

  // ---- enhancement ----

  public static final Action EXTEND_IMAGE_STYLE =
      Action.of(ENHANCEMENT, "ExtendImageStyle", "repaint a photo in the style of another")
          .costs(Price.each(FREE, "0.02"))
          .reads(
              InputLimits.of(JPEG, BMP, PNG)
                  .notOver(megabytes("3"))
                  .smallerThan(1200, 1200)
                  .only(RGB))
          .takes(
              Parameter.required("StyleUrl", new ParameterType.ImageUrl()),
              Parameter.photo("MajorUrl"))
          .returns(ResultField.image("Url", "PNG"), ResultField.image("MajorUrl").optional());

  public static final Action RECOLOR_IMAGE =
      Action.of(
              ENHANCEMENT, "RecolorImage", "recolour automatically, by a palette or by a reference")
          .costs(Price.each(FREE, "0.02"))
          .reads(
              InputLimits.of(JPEG, PNG, BMP)
                  .notOver(megabytes("3"))
                  .largerThan(64, 64)
                  .smallerThan(1200, 1200)
                  .only(RGB, RGBA))
          .takes(
              Parameter.photo("Url"),
              Parameter.optional("Mode", new Choice(List.of("AUTO", "TEMPLATE", "REF_PIC")))
                  .orElse("AUTO"),
              Parameter.image("RefUrl").requiredIf(when("Mode", "REF_PIC")),
              Parameter.optional("ColorCount", new WholeRange(1, 8, OutOfRange.REFUSED))
                  .orElse("1"),
              Parameter.optional("ColorTemplate.N.Color", new HexColors(1, 7))
                  .requiredIf(when("Mode", "TEMPLATE")))
          .returns(ResultField.of("ImageList", new ImageUrls(Optional.of("PNG"))));

  public static final Action MAKE_SUPER_RESOLUTION_IMAGE =
      Action.of(ENHANCEMENT, "MakeSuperResolutionImage", "enlarge 1 to 4 times and keep it sharp")
          .costs(Price.each(FREE, "0.04"))
          .reads(
              InputLimits.of(JPEG, PNG, BMP, WEBP)
                  .notOver(megabytes("3"))
                  .largerThan(32, 32)
                  .smallerThan(1920, 1080))
          .takes(
              Parameter.photo("Url"),
              Parameter.optional("Mode", new Choice(List.of("base", "enhancement"))).orElse("base"),
              Parameter.optional("UpscaleFactor", new WholeChoice(List.of(1L, 2L, 3L, 4L)))
                  .orElse("2"))
          .returns(ResultField.image("Url", "PNG"));

  public static final Action GENERATE_DYNAMIC_IMAGE =
      Action.of(ENHANCEMENT, "GenerateDynamicImage", "make sky and hair move, as a video")
          .costs(Price.each(FREE, "0.1"))
          .reads(
              InputLimits.of(JPEG, BMP, PNG)
                  .notOver(megabytes("3"))
                  .largerThan(32, 32)
                  .smallerThan(2000, 2000))
          .takes(
              Parameter.photo("Url"),
              Parameter.required("Operation", new BinaryString(List.of("1", "01", "10", "11"))))
          .returns(ResultField.of("Url", new VideoUrl("AVI")));

  public static final Action RECOLOR_HD_IMAGE =
      Action.of(ENHANCEMENT, "RecolorHDImage", "recolour in high definition, people left as is")
          .asynchronous()
          .costs(Price.each(FREE, "0.04"))
          .reads(
              InputLimits.of(PNG, JPEG)
                  .under(megabytes("3"))
                  .largerThan(64, 64)
                  .smallerThan(10000, 10000)
                  .only(RGB))
          .takes(
              Parameter.photo("Url"),
              Parameter.optional("Mode", new Choice(List.of("AUTO", "TEMPLATE", "REF_PIC"))),
              Parameter.image("RefUrl").requiredIf(when("Mode", "REF_PIC")),
              Parameter.optional("ColorCount", new WholeRange(1, 8, OutOfRange.REFUSED)),
              Parameter.required("Degree", new Decimal("0", "1", Decimal.Form.STRING)),
              Parameter.optional("ColorTemplate.N.Color", new HexColors(1, 7))
                  .requiredIf(when("Mode", "TEMPLATE")))
          .returns(ResultField.of("ImageList", new ImageUrls(Optional.empty())));

  public static final Action ENHANCE_IMAGE_COLOR =
      Action.of(ENHANCEMENT, "EnhanceImageColor", "better saturation, brightness and skin tones")
          .costs(Price.each(FREE, "0.1"))
          .reads(
              InputLimits.of(JPEG, PNG, BMP)
                  .under(megabytes("3"))
                  .largerThan(64, 64)
                  .smallerThan(3840, 3840)
                  .serverRescales())
          .takes(
              Parameter.photo("ImageURL"),
              Parameter.required("OutputFormat", new Choice(List.of("png", "jpg"))),
              Parameter.required("Mode", new Choice(List.of("LogC", "Rec709"))))
          .returns(ResultField.image("ImageURL"));

  public static final Action COLORIZE_IMAGE =
      Action.of(ENHANCEMENT, "ColorizeImage", "colour a black-and-white photo")
          .costs(Price.each(FREE, "0.2"))
          .reads(InputLimits.of(JPEG, BMP, PNG).notOver(megabytes("10")).smallerThan(3000, 3000))
          .takes(Parameter.photo("ImageURL"))
          .returns(ResultField.image("ImageURL"));

  // ---- editing ----

  public static final Action CHANGE_IMAGE_SIZE =
      Action.of(EDITING, "ChangeImageSize", "bring to a given size, cropped around the subject")
          .costs(Price.each(FREE, "0.02"))
          .reads(
              InputLimits.of(JPEG, PNG, BMP, WEBP)
                  .notOver(megabytes("3.5"))
                  .notLargerThan(2000, 2000)
                  .only(RGB))
          .takes(
              Parameter.photo("Url"),
              Parameter.required("Width", new Whole()),
              Parameter.required("Height", new Whole()))
          .returns(
              ResultField.image("Url"),
              ResultField.of("RetainLocation", new Numbers(integers("Width", "Height", "X", "Y"))));

  public static final Action INTELLIGENT_COMPOSITION =
      Action.of(EDITING, "IntelligentComposition", "find the best crops, each with its score")
          .costs(Price.each(FREE, "0.01"))
          .reads(InputLimits.of(JPEG, PNG, BMP, WEBP).under(megabytes("3")).largerThan(32, 32))
          .takes(
              Parameter.photo("ImageURL"),
              Parameter.optional("NumBoxes", new WholeRange(1, 10, OutOfRange.CLAMPED)).orElse("5"))
          .returns(ResultField.of("Elements", new NumbersList(scoredBox())));

  public static final Action IMITATE_PHOTO_STYLE =
      Action.of(EDITING, "ImitatePhotoStyle", "take over light and colour of a reference")
          .costs(Price.each(FREE, "0.02"))
          .reads(
              InputLimits.of(JPEG, PNG)
                  .under(megabytes("3"))
                  .largerThan(32, 32)
                  .smallerThan(3000, 3000))
          .takes(
              Parameter.required("StyleUrl", new ParameterType.ImageUrl()),
              Parameter.photo("ImageURL"))
          .returns(ResultField.image("ImageURL"));

  public static final Action REMOVE_IMAGE_SUBTITLES =
      Action.of(EDITING, "RemoveImageSubtitles", "erase subtitles inside a box")
          .costs(Price.each(FREE, "0.01"))
          .reads(InputLimits.of(JPEG, BMP, PNG, WEBP).notOver(megabytes("3")))
          .takes(
              Parameter.photo("ImageURL"),
              Parameter.optional("BX", share()).orElse("0"),
              Parameter.optional("BY", share()).orElse("0.75"),
              Parameter.optional("BW", share()).orElse("1"),
              Parameter.optional("BH", share()).orElse("0.25"))
          .returns(ResultField.image("ImageURL"));

  public static final Action REMOVE_IMAGE_WATERMARK =
      Action.of(EDITING, "RemoveImageWatermark", "erase the logos of stations and platforms")
          .costs(Price.each(FREE, "0.01"))
          .reads(InputLimits.of(JPEG, BMP, PNG, WEBP).notOver(megabytes("3")))
          .takes(Parameter.photo("ImageURL"))
          .returns(ResultField.image("ImageURL"));

  public static final Action IMAGE_BLIND_PIC_WATERMARK =
      Action.of(EDITING, "ImageBlindPicWatermark", "hide a logo in a photo, or read it back")
          .costs(Price.each(FREE, "0.02"))
          .reads(InputLimits.of(JPEG, PNG, BMP).notOver(megabytes("3")).largerThan(5, 5))
          .takes(
              Parameter.required(
                  "FunctionType",
                  new Choice(
                      List.of(
                          "encode_pic",
                          "encode_pic_plus",
                          "encode_pic_bold",
                          "decode_pic",
                          "decode_pic_plus",
                          "decode_pic_bold"))),
              Parameter.image("OriginImageURL")
                  .subjectIf(encodes())
                  .requiredIf(when("FunctionType", "encode_*", "decode_pic"))
                  .absentIf(when("FunctionType", "decode_pic_plus", "decode_pic_bold")),
              Parameter.image("LogoURL")
                  .requiredIf(encodes())
                  .absentIf(decodes())
                  .of(Parameter.Extent.WITHIN_PHOTO),
              Parameter.image("WatermarkImageURL")
                  .subjectIf(decodes())
                  .requiredIf(decodes())
                  .absentIf(encodes()),
              Parameter.optional("OutputFileType", new Choice(List.of("jpeg", "png", "jpg", "bmp")))
                  .orElse("png")
                  .requiredIf(encodes())
                  .absentIf(decodes()),
              quality())
          .returns(
              ResultField.image("WatermarkImageURL").when(encodes()),
              ResultField.image("LogoURL").when(decodes()));

  public static final Action IMAGE_BLIND_CHARACTER_WATERMARK =
      Action.of(EDITING, "ImageBlindCharacterWatermark", "hide a text in a photo, or read it back")
          .costs(Price.each(FREE, "0.02"))
          .reads(InputLimits.of(JPEG, PNG, BMP).notOver(megabytes("3")).largerThan(5, 5))
          .takes(
              Parameter.required(
                  "FunctionType",
                  new Choice(
                      List.of(
                          "encode_text",
                          "encode_text_plus",
                          "encode_text_bold",
                          "decode_text",
                          "decode_text_plus",
                          "decode_text_bold"))),
              Parameter.optional("Text", new Text()).requiredIf(encodes()).absentIf(decodes()),
              Parameter.image("OriginImageURL")
                  .subjectIf(encodes())
                  .requiredIf(when("FunctionType", "encode_*", "decode_text"))
                  .absentIf(when("FunctionType", "decode_text_plus", "decode_text_bold")),
              Parameter.image("WatermarkImageURL")
                  .subjectIf(decodes())
                  .requiredIf(decodes())
                  .absentIf(encodes()),
              Parameter.optional("OutputFileType", new Choice(List.of("png", "jpg", "bmp")))
                  .orElse("png")
                  .requiredIf(encodes())
                  .absentIf(decodes()),
              quality())
          .returns(
              ResultField.image("WatermarkImageURL").when(encodes()),
              ResultField.image("TextImageURL").when(decodes()));

  public static final Action ERASE_PERSON =
      Action.of(EDITING, "ErasePerson", "erase the masked person and fill the background")
          .costs(Price.each(FREE, "0.06"))
          .reads(
              InputLimits.of(JPEG, BMP, PNG, WEBP, TIFF)
                  .notOver(megabytes("3"))
                  .largerThan(5, 5)
                  .smallerThan(2048, 2048))
          .takes(
              Parameter.photo("ImageURL"),
              Parameter.required("UserMask", new ParameterType.ImageUrl())
                  .of(Parameter.Extent.AS_PHOTO))
          // The manual spells the answer's field Url, not URL.
          .returns(ResultField.image("ImageUrl"));

  // ---- scoring ----

  public static final Action ASSESS_COMPOSITION =
      Action.of(SCORING, "AssessComposition", "score the composition; 3.8 and above is good")
          .scoredAs("composition")
          .costs(Price.each(FREE, "0.002"))
          .reads(InputLimits.of(JPEG, BMP, PNG, WEBP).under(megabytes("3")).largerThan(32, 32))
          .takes(Parameter.photo("ImageURL"))
          .returns(ResultField.of("Score", new Score(0, 5)));

  public static final Action ASSESS_EXPOSURE =
      Action.of(SCORING, "AssessExposure", "score the exposure; higher is more exposed")
          .scoredAs("exposure")
          .costs(Price.each(FREE, "0.002"))
          .reads(InputLimits.of(JPEG, BMP, PNG).under(megabytes("3")).smallerThan(1000, 1000))
          .takes(Parameter.photo("ImageURL"))
          .returns(ResultField.of("Exposure", new Score(0, 1)));

  public static final Action ASSESS_SHARPNESS =
      Action.of(SCORING, "AssessSharpness", "score the sharpness; higher is sharper")
          .scoredAs("sharpness")
          .costs(
              Price.tiered(
                  Price.upTo(10_000, "0.002"),
                  Price.upTo(5_000_000, "0.0018"),
                  Price.beyond("0.0016")))
          .reads(InputLimits.of(JPEG, BMP, PNG).under(megabytes("3")).smallerThan(1000, 1000))
          .takes(Parameter.photo("ImageURL"))
          .returns(ResultField.of("Sharpness", new Score(0, 1)));

  // ---- asynchronous results ----

  /** The free query for an asynchronous job; not one of the 18. */
  public static final Action GET_ASYNC_JOB_RESULT =
      Action.of(QUERY, "GetAsyncJobResult", "ask for the result of an asynchronous job")
          .takes(Parameter.required("JobId", new Text()))
          .returns(
              ResultField.of(
                  "Status",
                  new Word(
                      List.of(
                          "QUEUING",
                          "PROCESSING",
                          "PROCESS_SUCCESS",
                          "PROCESS_FAILED",
                          "TIMEOUT_FAILED",
                          "LIMIT_RETRY_FAILED"))),
              ResultField.of("JobId", new ResultField.Text()),
              ResultField.of("Result", new JsonText()),
              ResultField.of("ErrorCode", new ResultField.Text()),
              ResultField.of("ErrorMessage", new ResultField.Text()));

  private static final List<Action> ALL =
      List.of(
          EXTEND_IMAGE_STYLE,
          RECOLOR_IMAGE,
          MAKE_SUPER_RESOLUTION_IMAGE,
          GENERATE_DYNAMIC_IMAGE,
          RECOLOR_HD_IMAGE,
          ENHANCE_IMAGE_COLOR,
          COLORIZE_IMAGE,
          CHANGE_IMAGE_SIZE,
          INTELLIGENT_COMPOSITION,
          IMITATE_PHOTO_STYLE,
          REMOVE_IMAGE_SUBTITLES,
          REMOVE_IMAGE_WATERMARK,
          IMAGE_BLIND_PIC_WATERMARK,
          IMAGE_BLIND_CHARACTER_WATERMARK,
          ERASE_PERSON,
          ASSESS_COMPOSITION,
          ASSESS_EXPOSURE,
          ASSESS_SHARPNESS);

  private Actions() {}

  /** The 18 actions that work on a photo, in the manual's order. */
  public static List<Action> all() {
    return ALL;
  }

  /** The action of this name, the result query included. */
  public static Optional<Action> named(String name) {
    if (name.equals(GET_ASYNC_JOB_RESULT.name())) {
      return Optional.of(GET_ASYNC_JOB_RESULT);
    }
    return ALL.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  private static Condition encodes() {
    return when("FunctionType", "encode_*");
  }

  private static Condition decodes() {
    return when("FunctionType", "decode_*");
  }

  private static Parameter quality() {
    return Parameter.optional("QualityFactor", new WholeRange(1, 100, OutOfRange.REFUSED))
        .orElse("100");
  }

  private static Decimal share() {
    return new Decimal("0", "1", Decimal.Form.NUMBER);
  }

  private static List<NumberField> integers(String... names) {
    return List.of(names).stream().map(n -> new NumberField(n, NumberKind.INTEGER)).toList();
  }

  private static List<NumberField> scoredBox() {
    return List.of(
        new NumberField("MinX", NumberKind.INTEGER),
        new NumberField("MinY", NumberKind.INTEGER),
        new NumberField("MaxX", NumberKind.INTEGER),
        new NumberField("MaxY", NumberKind.INTEGER),
        new NumberField("Score", NumberKind.FLOAT));
  }
}
