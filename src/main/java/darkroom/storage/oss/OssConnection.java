package darkroom.storage.oss;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.common.auth.CredentialsProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The client and the threads that all file systems of the same settings share.
 *
 * <p>Beam makes file systems anew for each pipeline and each worker; connections are kept.
 */
final class OssConnection {
  private static final Map<OssSettings, OssConnection> OPEN = new ConcurrentHashMap<>();
  private static final Duration THREAD_IDLE = Duration.ofSeconds(30);

  private final OssRequests requests;
  private final Parallel parallel;

  private OssConnection(OssSettings settings) {
    requests = new OssRequests(client(settings), new OssFailures(settings.endpoint()));
    parallel = new Parallel(threads(settings.threads()));
  }

  static OssConnection of(OssSettings settings) {
    return OPEN.computeIfAbsent(settings, OssConnection::new);
  }

  OssRequests requests() {
    return requests;
  }

  Parallel parallel() {
    return parallel;
  }

  private static OSS client(OssSettings settings) {
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSignatureVersion(settings.signature().version());
    configuration.setConnectionTimeout((int) settings.connectTimeout().toMillis());
    configuration.setSocketTimeout((int) settings.readTimeout().toMillis());
    configuration.setMaxErrorRetry(settings.retries());
    configuration.setRetryStrategy(new Retrying(RandomGenerator.getDefault()));
    // Otherwise a host outside of the vendor's domain is taken for one bucket's own.
    configuration.setSupportCname(false);
    configuration.setSLDEnabled(settings.addressing().isInPath(settings.endpoint()));
    return OSSClientBuilder.create()
        .endpoint(settings.endpoint().toString())
        .region(settings.region())
        .credentialsProvider(credentials(settings.keySource()))
        .clientConfiguration(configuration)
        .build();
  }

  private static CredentialsProvider credentials(OssSettings.KeySource source) {
    try {
      return source
          .factory()
          .getDeclaredConstructor()
          .newInstance()
          .credentials(source.arguments());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Expected a class with a public constructor without arguments for"
              + " --ossCredentialsFactory but was "
              + source.factory().getName(),
          e);
    }
  }

  private static ThreadPoolExecutor threads(int number) {
    AtomicLong count = new AtomicLong();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            number,
            number,
            THREAD_IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "oss-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
