package darkroom.job;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads conf files: where jobs are done. Every key of {@code quota}, {@code lanes} and {@code
 * retry} may be left out; {@code api.endpoint} must be written, so that nobody calls a paid service
 * by leaving out a line. Relative paths are relative to the working directory.
 */
public final class ConfFile {
  /** What {@code conf/local.yaml} says too: the jar may be started in any folder. */
  private static final String EMBEDDED =
      """
      api:
        endpoint: studio
      quota:
        calls_per_second: 200
      retry:
        call_timeout: 4 minutes
      """;

  private ConfFile() {}

  /** The conf of a run that names none: an embedded studio, as fast as the machine. */
  public static Conf embedded() {
    return parse(EMBEDDED, "built-in conf");
  }

  /**
   * The conf in a file.
   *
   * @throws JobProblem where it cannot be used
   */
  public static Conf read(Path file) {
    String source = file.toString();
    return parse(Document.text(file, Origin.conf(source)), source);
  }

  /**
   * The conf in a text.
   *
   * @param sourceName what messages call the text
   * @throws JobProblem where it cannot be used
   */
  public static Conf parse(String yaml, String sourceName) {
    Fields conf =
        Document.parse(yaml, Origin.conf(sourceName))
            .fields(
                "api",
                "credentials",
                "quota",
                "staging",
                "studio",
                "lanes",
                "retry",
                "prices",
                "usage",
                "jobs",
                S3Section.NAME);
    QuotaConf standard = QuotaConf.standard();
    QuotaConf quota = conf.read("quota", value -> quota(value, standard), standard);
    LaneConf lanes = conf.read("lanes", ConfFile::lanes, LaneConf.standard());
    RetryConf retry = conf.read("retry", ConfFile::retry, RetryConf.standard());
    JobsConf jobs = conf.read("jobs", ConfFile::jobs, JobsConf.standard());
    ApiConf api = ServiceSections.api(conf, quota);
    return new Conf(
        api,
        CredentialsSection.read(conf, api),
        quota,
        StagingSection.read(conf, api, LinkWait.of(quota, lanes, retry, jobs)),
        lanes,
        retry,
        prices(conf),
        jobs,
        S3Section.read(conf));
  }

  /** A quota of which what is left out is as in another. */
  static QuotaConf quota(Setting section, QuotaConf standard) {
    Fields quota = section.fields("calls_per_second", "actions", "polls_per_second");
    return new QuotaConf(
        quota.read("calls_per_second", Quantity::rate, standard.calls()),
        quota.read(
            "actions",
            value -> byAction(value, "calls per second", Quantity::rate),
            standard.actions()),
        quota.read("polls_per_second", Quantity::rate, standard.polls()));
  }

  private static PriceConf prices(Fields conf) {
    PriceConf standard = PriceConf.standard();
    return new PriceConf(
        conf.read("prices", value -> byAction(value, "prices", Quantity::price), standard.each()),
        conf.read(
            "usage",
            value -> byAction(value, "calls in this month", Quantity::calls),
            standard.used()));
  }

  private static JobsConf jobs(Setting section) {
    JobsConf standard = JobsConf.standard();
    Fields jobs = section.fields("deadline");
    return new JobsConf(
        jobs.read(
            "deadline",
            Quantity.durationWithin(JobsConf.SHORTEST, JobsConf.LONGEST),
            standard.deadline()));
  }

  private static <T> Map<String, T> byAction(
      Setting actions, String what, Function<Setting, T> reader) {
    Map<String, T> values = new LinkedHashMap<>();
    actions
        .entries("a map of actions and their " + what)
        .forEach(
            (name, value) -> {
              if (!ActionNames.all().contains(name)) {
                throw actions.problem(
                    String.format(
                        "Expected the name of an action in %s but was \"%s\"%s",
                        actions.place(),
                        Setting.shown(name),
                        NearestName.hint(name, ActionNames.all())),
                    actions.keyLine(name));
              }
              values.put(name, reader.apply(value));
            });
    return values;
  }

  private static LaneConf lanes(Setting section) {
    LaneConf standard = LaneConf.standard();
    Fields lanes = section.fields("count", "in_flight", "in_flight_bytes");
    return new LaneConf(
        lanes.read("count", Quantity.count(1, LaneConf.MOST_LANES), standard.lanes()),
        lanes.read("in_flight", Quantity.count(1, LaneConf.MOST_IN_FLIGHT), standard.inFlight()),
        lanes.read(
            "in_flight_bytes", Quantity.sizeFrom(LaneConf.FEWEST_BYTES), standard.inFlightBytes()));
  }

  private static RetryConf retry(Setting section) {
    RetryConf standard = RetryConf.standard();
    Fields fields = section.fields("deadline", "call_timeout", "longest_backoff", "budget");
    RetryConf retry =
        new RetryConf(
            fields.read("deadline", Quantity::duration, standard.deadline()),
            fields.read("call_timeout", Quantity::duration, standard.callTimeout()),
            fields.read("longest_backoff", Quantity::duration, standard.longestBackoff()),
            fields.read("budget", Quantity::share, standard.budget()));
    if (retry.callTimeout().compareTo(retry.deadline()) > 0) {
      throw section.problem(
          String.format(
              "Expected at most retry.deadline (%s) for retry.call_timeout but was %s",
              Quantity.written(retry.deadline()), Quantity.written(retry.callTimeout())));
    }
    return retry;
  }
}
