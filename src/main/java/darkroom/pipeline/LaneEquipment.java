package darkroom.pipeline;

import darkroom.account.AccountKeys;
import darkroom.action.ByteSize;
import darkroom.action.Money;
import darkroom.client.ApiClient;
import darkroom.client.DaemonThreads;
import darkroom.client.JobPoller;
import darkroom.client.Purse;
import darkroom.client.ResultDownload;
import darkroom.job.Conf;
import darkroom.job.CropStep;
import darkroom.job.EditStep;
import darkroom.job.Images;
import darkroom.job.Job;
import darkroom.job.ScoreStep;
import darkroom.job.Step;
import darkroom.ledger.Ledger;
import darkroom.report.Progress;
import darkroom.storage.Staging;
import darkroom.storage.StagingBucket;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** What one lane works with: the API's client with the lane's share of the quota, and threads. */
final class LaneEquipment implements AutoCloseable {
  /** They wait for storage most of the time. */
  private static final int STORING = 32;

  /** Larger than any result of the API. */
  private static final ByteSize LARGEST_RESULT = ByteSize.megabytes("200");

  private static final Duration DOWNLOAD_PATIENCE = Duration.ofMinutes(2);

  private final RunSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final Progress progress;
  private final RunTerms terms;
  private final Ledger ledger;
  private final AccountKeys keys;
  private final ApiClient api;
  private final JobPoller jobs;
  private final ResultDownload downloads;
  private final Staging staging;
  private final ExecutorService storing;
  private final ExecutorService computing;

  private LaneEquipment(RunSettings settings, int number) throws IOException {
    Conf conf = settings.conf();
    StagingBucket bucket = Services.cleanup(conf).place(Services.staging(conf), settings.runId());
    this.settings = settings;
    this.progress = Progress.of(settings.runId());
    this.terms = new RunTerms(settings.runId(), conf.prices(), conf.jobs().deadline(), clock);
    this.ledger = Ledger.in(settings.job().output().ledger());
    this.keys = AccountKeys.open(conf.credentials());
    this.api = ApiClient.of(Services.api(conf), Services.signing(keys), purse(number));
    this.jobs = JobPoller.of(api);
    this.downloads = ResultDownload.of(DOWNLOAD_PATIENCE, bucket::fromHere, LARGEST_RESULT);
    this.staging = Staging.in(bucket, keys.forStorage());
    this.storing = Executors.newFixedThreadPool(STORING, DaemonThreads.named("darkroom-store"));
    this.computing =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), DaemonThreads.named("darkroom-compute"));
  }

  /** The equipment of a lane, by its number. */
  static LaneEquipment of(RunSettings settings, int number) throws IOException {
    return new LaneEquipment(settings, number);
  }

  /**
   * The lane's share of the budget. Where the lane was begun in this run before, it has spent some
   * of it already.
   */
  private Purse purse(int number) throws IOException {
    if (settings.job().budget().isEmpty()) {
      return Purse.unlimited();
    }
    int lanes = settings.conf().lanes().lanes();
    Money share = settings.job().budget().get().dividedBy(lanes);
    String begun =
        settings.job().output().ledger() + "runs/" + settings.runId() + "/lane-" + number;
    boolean first = WholeFiles.createIfAbsent(begun, new byte[0], "application/octet-stream");
    return new LanePurse(terms, share, first ? Money.ZERO : spent(number, lanes));
  }

  private Money spent(int lane, int lanes) throws IOException {
    Money spent = Money.ZERO;
    for (int share = 0; share < Ledger.SHARES; share++) {
      if (AssignLanes.laneOf(share, lanes) == lane) {
        spent = spent.plus(LanePurse.mostSpent(terms, ledger.recall(share)));
      }
    }
    return spent;
  }

  Lane lane() {
    progress.whenStopped(this::stop);
    return new Lane(walk(), settings.conf().lanes().inFlight(), watch(), progress, clock);
  }

  /** Among the photos of a retry those that fail as before are no sign of a run going wrong. */
  private Optional<FailureWatch> watch() {
    return settings.scope() instanceof Scope.Every
        ? settings.job().stopWhen().map(FailureWatch::new)
        : Optional.empty();
  }

  /** Ends what costs money or time; what was sent comes to its end. */
  private void stop() {
    api.withdraw();
    jobs.close();
  }

  private PhotoWalk walk() {
    Job job = settings.job();
    Room room = new Room(settings.conf().lanes().inFlightBytes());
    String background = job.output().images().map(Images::background).orElse(Images.BACKGROUND);
    Preparation preparation = new Preparation(staging, storing, computing, room, background, clock);
    ResultKeeper keeper = new ResultKeeper(downloads, ledger, room, storing, clock);
    PaidCalls calls =
        new PaidCalls(
            ledger,
            api,
            jobs,
            new Recheck(staging, storing),
            keeper,
            terms,
            storing,
            progress,
            settings.scope());
    Optional<Outputs> outputs =
        job.output().images().map(images -> outputs(images, preparation, room));
    Products products = new Products(outputs);
    ImageArguments images = new ImageArguments(stock(preparation), storing);
    return new PhotoWalk(
        job,
        step -> work(step, preparation, images, calls, products, room),
        preparation,
        () -> stock(preparation),
        outputs,
        room,
        computing,
        clock);
  }

  private Stock stock(Preparation preparation) {
    return new Stock(preparation, Services.staging(settings.conf()).urlLifetime(), clock);
  }

  private StepWork work(
      Step step,
      Preparation preparation,
      ImageArguments images,
      PaidCalls calls,
      Products products,
      Room room) {
    if (step instanceof ScoreStep score) {
      return new ScoreWork(score, preparation, calls);
    }
    if (step instanceof EditStep edit) {
      return new EditWork(edit, preparation, images, calls, products);
    }
    return new CropWork(
        (CropStep) step, preparation, calls, products, ledger, terms, room, computing);
  }

  private Outputs outputs(Images images, Preparation preparation, Room room) {
    Job job = settings.job();
    String recipe = job.recipe().stream().map(Step::describe).collect(Collectors.joining(" -> "));
    return new Outputs(
        images,
        ImageNames.of(settings, images.template()),
        job.name() + ": " + recipe,
        preparation,
        ledger,
        terms,
        room,
        storing,
        computing);
  }

  @Override
  public void close() {
    jobs.close();
    api.close();
    downloads.close();
    staging.close();
    keys.close();
    storing.shutdownNow();
    computing.shutdownNow();
  }
}
