package darkroom.studio.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that do not keep the process alive. */
public final class Daemons {
  private Daemons() {}

  /** Threads named {@code name-1}, {@code name-2} and so on. */
  public static ThreadFactory named(String name) {
    AtomicLong number = new AtomicLong();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
