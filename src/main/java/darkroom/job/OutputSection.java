package darkroom.job;

import darkroom.action.AlphaMode;
import darkroom.action.ImageFormat;
import darkroom.action.MetadataMode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads where a job's results go, which depends on what its steps give. */
final class OutputSection {
  private static final String IMAGES = "images";
  private static final String[] OF_IMAGES = {
    "metadata", "format", "quality", "alpha", "background"
  };
  private static final String FOLDER = "a folder";
  private static final Pattern COLOUR = Pattern.compile("[0-9A-Fa-f]{6}");
  private static final Set<ImageFormat> LOSSY = Set.of(ImageFormat.JPEG, ImageFormat.WEBP);
  private static final int HIGHEST_QUALITY = 100;

  private final List<Step> steps;

  private OutputSection(List<Step> steps) {
    this.steps = steps;
  }

  static Output read(Setting section, List<Step> steps) {
    return new OutputSection(steps).read(section);
  }

  private Output read(Setting section) {
    Fields output =
        section.fields(
            IMAGES, "tables", "ledger", "metadata", "format", "quality", "alpha", "background");
    String tables = output.required("tables").text(FOLDER);
    return new Output(
        tables,
        images(output),
        output.read("ledger", value -> value.text(FOLDER), Output.ledgerOf(tables)));
  }

  private Optional<Images> images(Fields output) {
    Optional<Step> giving =
        steps.stream()
            .filter(step -> step.changesPhoto() || !step.byproductLabels().isEmpty())
            .findFirst();
    if (giving.isEmpty()) {
      output.refuse(IMAGES, "where no step gives an image");
    }
    Optional<Setting> images = output.optional(IMAGES);
    if (giving.isPresent() && images.isEmpty()) {
      throw output.problem(
          String.format(
              "Expected images in output, such as out/{path}/{name}.{ext}, for what %s gives but was"
                  + " nothing",
              giving.get().label()));
    }
    if (images.isEmpty()) {
      for (String key : OF_IMAGES) {
        output.refuse(key, "where there is no output.images");
      }
      return Optional.empty();
    }
    Optional<ImageFormat> format = output.optional("format").map(value -> value.choice(formats()));
    if (format.filter(f -> !LOSSY.contains(f)).isPresent()) {
      output.refuse("quality", "where output.format is " + format.get().extension());
    }
    return Optional.of(
        new Images(
            template(images.get()),
            output.read("metadata", value -> value.choice(MetadataMode.class), Images.METADATA),
            format,
            output.read("quality", Quantity.count(1, HIGHEST_QUALITY), Images.QUALITY),
            output.read("alpha", value -> value.choice(AlphaMode.class), Images.ALPHA),
            output.read("background", OutputSection::colour, Images.BACKGROUND)));
  }

  private OutputTemplate template(Setting images) {
    OutputTemplate template;
    try {
      template = OutputTemplate.parse(images.text("a name such as out/{path}/{name}.{ext}"));
    } catch (JobProblem e) {
      throw images.problem(e.getMessage());
    }
    Set<String> written = written();
    if (written.size() > 1 && !template.uses("step")) {
      throw images.problem(
          String.format(
              "Expected {step} in output.images, because %s write images of the same photo, but was"
                  + " %s",
              String.join(" and ", written), images.shown()));
    }
    return template;
  }

  /** The labels of all that is written of one photo: what is left of it, what is kept, and more. */
  private Set<String> written() {
    Set<String> labels = new LinkedHashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean last = steps.subList(i + 1, steps.size()).stream().noneMatch(Step::changesPhoto);
      if (step.changesPhoto() && (last || keeps(step))) {
        labels.add(step.label());
      }
      labels.addAll(step.byproductLabels());
    }
    return labels;
  }

  private static boolean keeps(Step step) {
    return (step instanceof EditStep edit && edit.keep())
        || (step instanceof CropStep crop && crop.keep());
  }

  private static Map<String, ImageFormat> formats() {
    Map<String, ImageFormat> formats = new TreeMap<>();
    Arrays.stream(ImageFormat.values()).forEach(f -> formats.put(f.extension(), f));
    return formats;
  }

  private static String colour(Setting value) {
    return value.as(
        "six hexadecimal digits such as " + Images.BACKGROUND,
        text ->
            Optional.of(text)
                .filter(t -> COLOUR.matcher(t).matches())
                .map(t -> t.toUpperCase(Locale.ROOT)));
  }
}
