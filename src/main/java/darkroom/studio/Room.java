package darkroom.studio;

import darkroom.action.ByteSize;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The memory there is for pictures in work. Who needs more than is free waits and is not overtaken;
 * who needs more than there is works alone.
 */
final class Room {
  private static final long GRAIN = 1L << 20;

  private final int size;
  private final Semaphore free;

  Room(ByteSize size) {
    this.size = grains(size.bytes());
    this.free = new Semaphore(this.size, true);
  }

  /** Three quarters of the largest heap; pixels lie beside it, in memory as much again. */
  static Room ofThisProcess() {
    return new Room(ByteSize.bytes(Runtime.getRuntime().maxMemory() / 4 * 3));
  }

  /** Works once there is room for it. */
  <T> T with(ByteSize needed, Supplier<T> work) {
    int taken = Math.min(size, grains(needed.bytes()));
    free.acquireUninterruptibly(taken);
    try {
      return work.get();
    } finally {
      free.release(taken);
    }
  }

  /** In megabytes. */
  int size() {
    return size;
  }

  /** In megabytes. */
  int free() {
    return free.availablePermits();
  }

  private static int grains(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, (bytes + GRAIN - 1) / GRAIN));
  }
}
