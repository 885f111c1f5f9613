package darkroom.account;

import com.aliyun.oss.common.auth.Credentials;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentials;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The account's key as it is now, for whoever signs: asking never waits, because a key that expires
 * is renewed in the background, long before.
 *
 * <p>It stands below storage and pipeline, so that a file system made from options on a worker and
 * the API's client share one way to a key.
 */
public final class AccountKeys implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AccountKeys.class.getName());

  /**
   * How often the source is asked. The vendor's library fetches a new key when the old one has some
   * fifteen minutes left, and until then answers from memory.
   */
  private static final Duration RENEWAL = Duration.ofMinutes(1);

  private final String place;
  private final KeyLookup lookup;
  private final ScheduledExecutorService renewal;
  private volatile AccountKey current;

  private AccountKeys(String place, KeyLookup lookup, AccountKey first) {
    this.place = place;
    this.lookup = lookup;
    this.current = first;
    this.renewal =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "darkroom-account");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Finds the key, which may take some seconds where another machine holds it, and keeps it fresh
   * until this is closed.
   *
   * @throws NoAccountKey if there is none
   */
  public static AccountKeys open(KeySource source) {
    return open(source.place(), KeyLookup.in(source, System.getenv()), RENEWAL);
  }

  static AccountKeys open(String place, KeyLookup lookup, Duration renewal) {
    AccountKeys keys = new AccountKeys(place, lookup, lookup.find());
    if (lookup.mayChange()) {
      long period = renewal.toMillis();
      Future<?> unused =
          keys.renewal.scheduleWithFixedDelay(keys::renew, period, period, TimeUnit.MILLISECONDS);
    }
    return keys;
  }

  /** The key; never waits. */
  public AccountKey current() {
    return current;
  }

  /** The key as the object service's library asks for it. */
  public CredentialsProvider forStorage() {
    return new CredentialsProvider() {
      @Override
      public Credentials getCredentials() {
        AccountKey key = current;
        return new DefaultCredentials(key.id(), key.secret(), key.token().orElse(null));
      }

      @Override
      public void setCredentials(Credentials other) {
        throw new UnsupportedOperationException("Expected to be asked for the account's key only");
      }
    };
  }

  private void renew() {
    try {
      current = lookup.find();
    } catch (NoAccountKey e) {
      LOG.log(
          Level.WARNING,
          "Expected to renew the access key from {0} but could not; the present one is used until"
              + " it expires: {1}",
          place,
          e.getMessage());
    }
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    lookup.close();
  }
}
