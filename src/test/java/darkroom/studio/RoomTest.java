package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import darkroom.action.ByteSize;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final ByteSize SIX = ByteSize.megabytes("6");

  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Room room = new Room(ByteSize.megabytes("10"));
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void letsInWhatFitsAtOnceAndTheRestLater() {
    CompletableFuture<Integer> first = enters(SIX);
    await().until(() -> inside.get() == 1);
    CompletableFuture<Integer> second = enters(SIX);
    CompletableFuture<Integer> third = enters(ByteSize.megabytes("3"));

    assertThat(room.free()).isLessThan(6);
    end.countDown();

    assertThat(first.join()).isEqualTo(1);
    assertThat(second.join()).isPositive();
    assertThat(third.join()).isPositive();
    await().until(() -> room.free() == room.size());
  }

  @Test
  void letsInWhatIsLargerThanItselfAlone() {
    end.countDown();

    assertThat(enters(ByteSize.megabytes("500")).join()).isEqualTo(1);
  }

  @Test
  void isLeftWhenWorkFails() {
    CompletableFuture<Integer> failed =
        CompletableFuture.supplyAsync(
            () ->
                room.with(
                    SIX,
                    () -> {
                      throw new IllegalStateException("no picture");
                    }),
            workers);

    assertThat(failed).failsWithin(java.time.Duration.ofSeconds(10));
    assertThat(room.free()).isEqualTo(room.size());
  }

  /** How many were inside with it when it entered. */
  private CompletableFuture<Integer> enters(ByteSize needed) {
    return CompletableFuture.supplyAsync(() -> room.with(needed, this::stay), workers);
  }

  private int stay() {
    int now = inside.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inside.decrementAndGet();
    }
    return now;
  }
}
