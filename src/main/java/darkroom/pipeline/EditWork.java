package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.ApiError.Remedy;
import darkroom.action.Parameter;
import darkroom.action.ParameterType;
import darkroom.job.Argument.Given;
import darkroom.job.EditStep;
import darkroom.job.Resolution;
import darkroom.ledger.CallKey;
import darkroom.pipeline.Got.Missed;
import darkroom.pipeline.Got.Paid;
import darkroom.pipeline.ImageArguments.Inspected;
import darkroom.pipeline.Prepared.NotReady;
import darkroom.pipeline.Prepared.Ready;
import darkroom.pipeline.Prepared.Route;
import darkroom.pipeline.Request.Sendable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Has one action done to a photo, and takes over what it made. */
final class EditWork implements StepWork {
  private final EditStep step;
  private final Preparation preparation;
  private final ImageArguments images;
  private final PaidCalls calls;
  private final Products products;

  EditWork(
      EditStep step,
      Preparation preparation,
      ImageArguments images,
      PaidCalls calls,
      Products products) {
    this.step = step;
    this.preparation = preparation;
    this.images = images;
    this.calls = calls;
    this.products = products;
  }

  @Override
  public CompletableFuture<Walked> take(Journey journey, Walked walked) {
    Resolution resolution = step.resolve(journey.entry().fields());
    if (resolution instanceof Resolution.Refused refused) {
      String message = refused.problem() + " (" + journey.entry().line() + ")";
      return failed(
          walked,
          Failure.unpaid(step.label(), "BadParameter", message, Remedy.REFUSED).of(step.action()));
    }
    SortedMap<String, String> given = ((Resolution.Resolved) resolution).arguments();
    return inspect(journey, given)
        .thenCompose(
            beside -> {
              Optional<Failure> flaw = flaw(beside, walked.now());
              return flaw.isPresent()
                  ? failed(walked, flaw.get())
                  : call(journey, walked, given, usable(beside));
            });
  }

  /** The images beside the photo, by parameter. */
  private CompletableFuture<Map<Parameter, Inspected>> inspect(
      Journey journey, SortedMap<String, String> given) {
    CompletableFuture<Map<Parameter, Inspected>> all =
        CompletableFuture.completedFuture(new LinkedHashMap<>());
    for (Parameter parameter : step.action().parameters()) {
      String location = given.get(parameter.name());
      if (parameter.type() instanceof ParameterType.ImageUrl && location != null) {
        all =
            all.thenCombine(
                images.inspect(locate(journey, parameter, location)),
                (so, image) -> {
                  so.put(parameter, image);
                  return so;
                });
      }
    }
    return all;
  }

  /** A relative path is the working folder's in a job file, and the manifest's in a manifest. */
  private String locate(Journey journey, Parameter parameter, String location) {
    boolean fromJob =
        step.arguments().get(parameter.name()) instanceof Given given
            && given.value().equals(location);
    return fromJob
        ? ManifestFile.inWorkingFolder(location)
        : new ManifestFile(journey.entry().line().file()).locate(location);
  }

  private Optional<Failure> flaw(Map<Parameter, Inspected> beside, Working photo) {
    for (Map.Entry<Parameter, Inspected> image : beside.entrySet()) {
      Optional<Failure> flaw =
          image.getValue() instanceof Inspected.Usable usable
              ? images.flaw(step.action(), image.getKey(), usable.image(), photo)
              : Optional.of(((Inspected.Unusable) image.getValue()).failure());
      if (flaw.isPresent()) {
        return flaw.map(f -> f.at(step.label()).of(step.action()));
      }
    }
    return Optional.empty();
  }

  private static Map<Parameter, Working> usable(Map<Parameter, Inspected> beside) {
    Map<Parameter, Working> usable = new LinkedHashMap<>();
    beside.forEach((parameter, image) -> usable.put(parameter, ((Inspected.Usable) image).image()));
    return usable;
  }

  private CompletableFuture<Walked> call(
      Journey journey,
      Walked walked,
      SortedMap<String, String> given,
      Map<Parameter, Working> beside) {
    Action action = step.action();
    Working picture = walked.now();
    SortedMap<String, String> named = new TreeMap<>(given);
    beside.forEach((parameter, image) -> named.put(parameter.name(), image.identity().value()));
    CallKey key =
        CallKey.of(preparation.content(picture, step.actions(), step.fit()), action, named);
    Request request =
        new Request(
            step.label(),
            action,
            journey.photo(),
            key,
            () -> sendable(journey, picture, given, beside));
    return calls.get(request).thenCompose(got -> came(journey, walked, given, got));
  }

  private CompletableFuture<Sendable> sendable(
      Journey journey,
      Working picture,
      SortedMap<String, String> given,
      Map<Parameter, Working> beside) {
    CompletableFuture<Map<Parameter, Prepared>> images =
        CompletableFuture.completedFuture(new LinkedHashMap<>());
    for (Map.Entry<Parameter, Working> image : beside.entrySet()) {
      images =
          images.thenCombine(
              this.images.prepare(step.action(), image.getValue()),
              (so, prepared) -> {
                so.put(image.getKey(), prepared);
                return so;
              });
    }
    return journey
        .stock()
        .prepare(picture, step.actions(), step.fit())
        .thenCombine(
            images,
            (photo, prepared) -> sendable(journey, picture, given, beside, photo, prepared));
  }

  private Sendable sendable(
      Journey journey,
      Working picture,
      SortedMap<String, String> given,
      Map<Parameter, Working> beside,
      Prepared photo,
      Map<Parameter, Prepared> images) {
    SortedMap<String, String> arguments = new TreeMap<>(given);
    for (Map.Entry<Parameter, Prepared> image : images.entrySet()) {
      if (image.getValue() instanceof NotReady notReady) {
        return notReady(notReady);
      }
      arguments.put(image.getKey().name(), ((Ready) image.getValue()).url().toString());
    }
    if (photo instanceof NotReady notReady) {
      return notReady(notReady);
    }
    Ready ready = (Ready) photo;
    arguments.put(step.action().subject(given).name(), ready.url().toString());
    Optional<Supplier<CompletableFuture<Sendable>>> otherwise =
        ready.route() == Route.RESULT_LINK
            ? Optional.of(() -> sendable(journey, picture.withoutLink(), given, beside))
            : Optional.empty();
    return new Sendable.Arguments(arguments, ready.size(), otherwise);
  }

  private Sendable notReady(NotReady notReady) {
    return new Sendable.Nothing(notReady.failure().at(step.label()).of(step.action()));
  }

  private CompletableFuture<Walked> came(
      Journey journey, Walked walked, SortedMap<String, String> given, Got got) {
    if (got instanceof Missed missed) {
      return failed(walked, missed.failure());
    }
    Paid paid = (Paid) got;
    String did = described(given);
    Walked more =
        walked.with(StepWork.made(step.label(), step.action(), did, paid, Optional.empty()));
    String action = did + " " + paid.call().requestId();
    return products.take(journey, more, step, given, paid, action);
  }

  /** The action with its parameters, as this photo had them. */
  private String described(SortedMap<String, String> given) {
    return given.isEmpty()
        ? step.actionName()
        : given.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(", ", step.actionName() + "(", ")"));
  }

  private CompletableFuture<Walked> failed(Walked walked, Failure failure) {
    return CompletableFuture.completedFuture(walked.with(StepWork.consequence(step, failure)));
  }
}
