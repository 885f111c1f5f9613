package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.ApiError.Remedy;
import darkroom.action.Parameter;
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
              Optional<Failure> flaw = beside.flaw(walked.now());
              return flaw.isPresent()
                  ? failed(walked, flaw.get())
                  : call(journey, walked, given, beside.usable());
            });
  }

  private CompletableFuture<Beside> inspect(Journey journey, SortedMap<String, String> given) {
    CompletableFuture<Map<Parameter, Inspected>> all =
        CompletableFuture.completedFuture(new LinkedHashMap<>());
    for (Map.Entry<Parameter, String> image :
        Beside.locations(step, journey.entry(), given).entrySet()) {
      all =
          all.thenCombine(
              images.inspect(image.getValue()),
              (so, inspected) -> {
                so.put(image.getKey(), inspected);
                return so;
              });
    }
    return all.thenApply(inspected -> new Beside(step, inspected));
  }

  private CompletableFuture<Walked> call(
      Journey journey,
      Walked walked,
      SortedMap<String, String> given,
      Map<Parameter, Working> beside) {
    Action action = step.action();
    Working picture = walked.now();
    CallKey key = preparation.keys().of(step, action, CallKeys.named(given, beside), picture);
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
    return new Sendable.Arguments(arguments, ready.size(), ready.inPlace(picture), otherwise);
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
