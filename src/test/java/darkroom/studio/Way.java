package darkroom.studio;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One way of calling an action: its arguments but for the images.
 *
 * @param images the names of the parameters that are links to images, the photo first
 */
public record Way(Action action, Map<String, String> arguments, List<String> images) {
  public Way {
    arguments = Map.copyOf(arguments);
    images = List.copyOf(images);
  }

  /** Every action, in each of the ways that it works differently. */
  public static List<Way> all() {
    return Stream.of(enhancing(), editing(), hiding()).flatMap(List::stream).toList();
  }

  /** The arguments with a link for each image. */
  public Map<String, String> linked(UnaryOperator<String> links) {
    Map<String, String> whole = new TreeMap<>(arguments);
    images.forEach(image -> whole.put(image, links.apply(image)));
    return whole;
  }

  private static List<Way> enhancing() {
    List<Way> ways = new ArrayList<>();
    ways.add(new Way(Actions.EXTEND_IMAGE_STYLE, Map.of(), List.of("MajorUrl", "StyleUrl")));
    for (Action action : List.of(Actions.RECOLOR_IMAGE, Actions.RECOLOR_HD_IMAGE)) {
      Map<String, String> degree =
          action.parameter("Degree").isPresent() ? Map.of("Degree", "0.8") : Map.of();
      ways.add(new Way(action, with(degree, "Mode", "AUTO", "ColorCount", "3"), List.of("Url")));
      ways.add(
          new Way(
              action,
              with(
                  with(degree, "Mode", "TEMPLATE", "ColorTemplate.1.Color", "2A4B7C"),
                  "ColorTemplate.2.Color",
                  "E8DCC5"),
              List.of("Url")));
      ways.add(new Way(action, with(degree, "Mode", "REF_PIC"), List.of("Url", "RefUrl")));
    }
    for (String factor : List.of("1", "2", "3", "4")) {
      String mode = factor.equals("3") ? "base" : "enhancement";
      ways.add(
          new Way(
              Actions.MAKE_SUPER_RESOLUTION_IMAGE,
              Map.of("UpscaleFactor", factor, "Mode", mode),
              List.of("Url")));
    }
    for (String operation : List.of("1", "01", "11")) {
      ways.add(
          new Way(Actions.GENERATE_DYNAMIC_IMAGE, Map.of("Operation", operation), List.of("Url")));
    }
    for (String mode : List.of("LogC", "Rec709")) {
      ways.add(
          new Way(
              Actions.ENHANCE_IMAGE_COLOR,
              Map.of("Mode", mode, "OutputFormat", "jpg"),
              List.of("ImageURL")));
    }
    ways.add(photoAlone(Actions.COLORIZE_IMAGE));
    return ways;
  }

  private static List<Way> editing() {
    return List.of(
        new Way(Actions.CHANGE_IMAGE_SIZE, Map.of("Width", "300", "Height", "200"), List.of("Url")),
        photoAlone(Actions.INTELLIGENT_COMPOSITION),
        new Way(Actions.IMITATE_PHOTO_STYLE, Map.of(), List.of("ImageURL", "StyleUrl")),
        photoAlone(Actions.REMOVE_IMAGE_SUBTITLES),
        photoAlone(Actions.REMOVE_IMAGE_WATERMARK),
        new Way(Actions.ERASE_PERSON, Map.of(), List.of("ImageURL", "UserMask")),
        photoAlone(Actions.ASSESS_COMPOSITION),
        photoAlone(Actions.ASSESS_EXPOSURE),
        photoAlone(Actions.ASSESS_SHARPNESS));
  }

  private static List<Way> hiding() {
    List<Way> ways = new ArrayList<>();
    for (String version : List.of("", "_plus", "_bold")) {
      Action pic = Actions.IMAGE_BLIND_PIC_WATERMARK;
      Action text = Actions.IMAGE_BLIND_CHARACTER_WATERMARK;
      List<String> read =
          version.isEmpty()
              ? List.of("WatermarkImageURL", "OriginImageURL")
              : List.of("WatermarkImageURL");
      ways.add(
          new Way(
              pic,
              Map.of("FunctionType", "encode_pic" + version),
              List.of("OriginImageURL", "LogoURL")));
      ways.add(new Way(pic, Map.of("FunctionType", "decode_pic" + version), read));
      ways.add(
          new Way(
              text,
              Map.of("FunctionType", "encode_text" + version, "Text", "暗房 2026"),
              List.of("OriginImageURL")));
      ways.add(new Way(text, Map.of("FunctionType", "decode_text" + version), read));
    }
    return ways;
  }

  private static Way photoAlone(Action action) {
    return new Way(action, Map.of(), List.of(action.subject(Map.of()).name()));
  }

  private static Map<String, String> with(Map<String, String> some, String... more) {
    Map<String, String> all = new TreeMap<>(some);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }
}
