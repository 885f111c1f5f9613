package darkroom.pipeline;

import darkroom.action.ByteSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Room for so many bytes in memory. Who wants some waits without a thread, in the order of asking;
 * what is larger than all of it works alone.
 */
final class Room {
  private final long all;
  private final Deque<Wish> waiting = new ArrayDeque<>();
  private long free;

  private record Wish(long bytes, CompletableFuture<Void> granted) {}

  Room(ByteSize bytes) {
    this.all = bytes.bytes();
    this.free = all;
  }

  /** Works with so many bytes in memory, once there is room for them. */
  <T> CompletableFuture<T> with(ByteSize bytes, Supplier<CompletableFuture<T>> work) {
    long taken = Math.min(bytes.bytes(), all);
    return take(taken)
        .thenCompose(granted -> work.get())
        .whenComplete((done, problem) -> giveBack(taken));
  }

  private CompletableFuture<Void> take(long bytes) {
    synchronized (this) {
      if (waiting.isEmpty() && bytes <= free) {
        free -= bytes;
        return CompletableFuture.completedFuture(null);
      }
      Wish wish = new Wish(bytes, new CompletableFuture<>());
      waiting.addLast(wish);
      return wish.granted;
    }
  }

  private void giveBack(long bytes) {
    List<Wish> granted = new ArrayList<>();
    synchronized (this) {
      free += bytes;
      while (!waiting.isEmpty() && waiting.peekFirst().bytes <= free) {
        Wish wish = waiting.removeFirst();
        free -= wish.bytes;
        granted.add(wish);
      }
    }
    granted.forEach(wish -> wish.granted.complete(null));
  }
}
