package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.action.Money;
import darkroom.job.CropStep;
import darkroom.ledger.CallKey;
import darkroom.ledger.KeptResult;
import darkroom.ledger.Ledger;
import darkroom.ledger.PaidCall;
import darkroom.photo.Crop;
import darkroom.photo.FitResult;
import darkroom.photo.FittedPhoto;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.Identity;
import darkroom.photo.PhotoHeaders;
import darkroom.pipeline.Got.Missed;
import darkroom.pipeline.Got.Paid;
import darkroom.pipeline.Preparation.Loaded;
import darkroom.pipeline.Prepared.NotReady;
import darkroom.pipeline.Prepared.Ready;
import darkroom.pipeline.Request.Sendable;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Cuts the best boxes that the service finds out of a photo. */
final class CropWork implements StepWork {
  private final CropStep step;
  private final Preparation preparation;
  private final PaidCalls calls;
  private final Products products;
  private final Ledger ledger;
  private final RunTerms terms;
  private final Room room;
  private final Executor cutting;

  CropWork(
      CropStep step,
      Preparation preparation,
      PaidCalls calls,
      Products products,
      Ledger ledger,
      RunTerms terms,
      Room room,
      Executor cutting) {
    this.step = step;
    this.preparation = preparation;
    this.calls = calls;
    this.products = products;
    this.ledger = ledger;
    this.terms = terms;
    this.room = room;
    this.cutting = cutting;
  }

  @Override
  public CompletableFuture<Walked> take(Journey journey, Walked walked) {
    Working picture = walked.now();
    SortedMap<String, String> arguments = CallKeys.cropping(step);
    CallKey key = preparation.keys().of(step, CropStep.action(), arguments, picture);
    Request request =
        new Request(
            step.label(),
            CropStep.action(),
            journey.photo(),
            key,
            () ->
                journey
                    .stock()
                    .prepare(picture, step.actions(), step.fit())
                    .thenApply(prepared -> sendable(arguments, picture, prepared)));
    return calls.get(request).thenCompose(got -> came(journey, walked, got));
  }

  private static Sendable sendable(
      SortedMap<String, String> given, Working picture, Prepared prepared) {
    if (prepared instanceof NotReady notReady) {
      return new Sendable.Nothing(notReady.failure());
    }
    Ready ready = (Ready) prepared;
    TreeMap<String, String> arguments = new TreeMap<>(given);
    arguments.put(CropStep.action().subject(given).name(), ready.url().toString());
    return new Sendable.Arguments(
        arguments, ready.size(), ready.inPlace(picture), Optional.empty());
  }

  private CompletableFuture<Walked> came(Journey journey, Walked walked, Got got) {
    if (got instanceof Missed missed) {
      return failed(walked, missed.failure());
    }
    Paid paid = (Paid) got;
    String did = step.describe();
    Walked more =
        walked.with(StepWork.made(step.label(), CropStep.action(), did, paid, Optional.empty()));
    Working picture = walked.now();
    Boxes boxes = Boxes.of(step, paid.call(), picture);
    CallKey key = boxes.key(picture);
    Products.Made made =
        new Products.Made(step.label(), step.keep(), did + " " + paid.call().requestId());
    CompletableFuture<Got> cut =
        journey
            .photo()
            .recalled()
            .paid(key)
            .map(known -> CropWork.<Got>done(new Paid(known, Made.Origin.LEDGER, Map.of())))
            .orElseGet(() -> room.with(picture.bytes(), () -> cut(journey, picture, boxes, key)));
    return cut.thenCompose(
        c ->
            c instanceof Paid pieces
                ? products.become(journey, more, made, pictures(pieces.call()))
                : failed(more, ((Missed) c).failure()));
  }

  private static List<Working> pictures(PaidCall cut) {
    return cut.results().stream().map(r -> KeptPictures.working(r, Optional.empty())).toList();
  }

  private CompletableFuture<Got> cut(Journey journey, Working picture, Boxes boxes, CallKey key) {
    return preparation
        .bytesOf(picture)
        .thenApplyAsync(
            loaded ->
                loaded instanceof Loaded.Bytes file
                    ? cut(journey, picture, file.bytes(), boxes, key)
                    : new Missed(((Loaded.Missing) loaded).failure()),
            cutting);
  }

  private Got cut(Journey journey, Working picture, byte[] file, Boxes boxes, CallKey key) {
    List<KeptResult> results = new ArrayList<>();
    try {
      for (Boxes.Box box : boxes.boxes()) {
        FitResult cut =
            Crop.of(file, picture.header(), box.minX(), box.minY(), box.maxX(), box.maxY());
        if (cut instanceof FitResult.Unfit unfit) {
          return missed(
              unfit.code(), unfit.message() + " (" + picture.location() + ")", Remedy.REFUSED);
        }
        results.add(
            keep(
                journey.original().identity().value(),
                ((FitResult.Fitted) cut).photo(),
                results.size()));
      }
      PaidCall call =
          new PaidCall(
              key,
              journey.original().identity().value(),
              CropStep.action().name(),
              "",
              "{}",
              results,
              Money.ZERO,
              0,
              0,
              0,
              0,
              terms.runId(),
              terms.now());
      ledger.record(call);
      return new Paid(call, Made.Origin.CALLED, Map.of());
    } catch (IOException e) {
      return missed(
          "NotWritten",
          "Expected to keep a crop but could not: " + PhotoFile.reason(e),
          Remedy.RETRY);
    }
  }

  private Got missed(String code, String message, Remedy remedy) {
    return new Missed(Failure.unpaid(step.label(), code, message, remedy).of(CropStep.action()));
  }

  private CompletableFuture<Walked> failed(Walked walked, Failure failure) {
    return done(walked.with(StepWork.consequence(step, failure)));
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private KeptResult keep(String photo, FittedPhoto cut, int index) throws IOException {
    Identity identity = Identity.ofBytes(cut.bytes());
    String location = ledger.resultLocation(photo, identity.value(), cut.format().extension());
    WholeFiles.createIfAbsent(location, cut.bytes(), cut.format().mediaType());
    return KeptPictures.of(
        Boxes.FIELD,
        index,
        location,
        identity,
        Optional.of(((Readable) PhotoHeaders.read(cut.bytes())).header()),
        cut.bytes().length);
  }
}
