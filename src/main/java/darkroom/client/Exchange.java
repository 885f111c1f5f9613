package darkroom.client;

import darkroom.action.Action;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/** Sends one request and brings its answer. */
interface Exchange extends AutoCloseable {

  /**
   * Never blocks; whatever can go wrong on the way is an {@link Answer.Problem}.
   *
   * @param leaving told once when the request leaves this machine, unless it never does
   */
  CompletableFuture<Answer> send(
      Action action, SortedMap<String, String> arguments, Duration timeout, Runnable leaving);

  /** Breaks off what is on the way. */
  @Override
  void close();
}
