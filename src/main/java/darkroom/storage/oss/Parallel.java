package darkroom.storage.oss;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Runs requests side by side.
 *
 * <p>What runs here never waits for another task: so the threads can be few and shared by all, and
 * nothing locks up.
 */
final class Parallel {
  private final Executor threads;

  Parallel(Executor threads) {
    this.threads = threads;
  }

  /** A request under way. */
  static final class Pending<T> {
    private final FutureTask<T> task;

    private Pending(FutureTask<T> task) {
      this.task = task;
    }

    /** Waits for the result; runs the task here if no thread has taken it up yet. */
    T result() throws IOException {
      task.run();
      try {
        return task.get();
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException)
            new InterruptedIOException("Expected to wait for the store but was interrupted")
                .initCause(e);
      }
    }

    boolean isDone() {
      return task.isDone();
    }

    /** Keeps it from beginning; one that has begun goes on. */
    void drop() {
      task.cancel(false);
    }
  }

  <T> Pending<T> start(Callable<T> request) {
    FutureTask<T> task = new FutureTask<>(request);
    threads.execute(task);
    return new Pending<>(task);
  }

  /** A request that is made of an item. */
  interface Request<A, B> {
    B send(A item) throws IOException;
  }

  /**
   * Sends a request for each item and waits for all, also where one fails.
   *
   * @return the results in the items' order
   */
  <A, B> List<B> each(List<A> items, Request<A, B> request) throws IOException {
    if (items.size() == 1) {
      return List.of(request.send(items.get(0)));
    }
    return results(items, item -> start(() -> request.send(item)));
  }

  private static <A, B> List<B> results(List<A> items, Function<A, Pending<B>> start)
      throws IOException {
    List<Pending<B>> pending = items.stream().map(start).toList();
    List<B> results = new ArrayList<>(items.size());
    List<IOException> failures = new ArrayList<>();
    for (Pending<B> one : pending) {
      try {
        results.add(one.result());
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return results;
  }

  private static IOException rethrown(Throwable failure) {
    if (failure instanceof IOException io) {
      return io;
    }
    if (failure instanceof RuntimeException unexpected) {
      throw unexpected;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(failure);
  }
}
