package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoomTest {
  private final Room room = new Room(ByteSize.bytes(100));
  private final List<String> started = new ArrayList<>();

  @Test
  void startsWhatThereIsRoomFor() {
    work("a", 60);
    work("b", 40);

    assertThat(started).containsExactly("a", "b");
  }

  @Test
  void startsWhatWaitsOnceThereIsRoom() {
    CompletableFuture<String> a = work("a", 60);
    work("b", 60);

    assertThat(started).containsExactly("a");
    a.complete("done");
    assertThat(started).containsExactly("a", "b");
  }

  @Test
  void keepsTheOrderOfAsking() {
    CompletableFuture<String> a = work("a", 60);
    work("large", 80);
    work("small", 10);

    assertThat(started).containsExactly("a");
    a.complete("done");
    assertThat(started).containsExactly("a", "large", "small");
  }

  @Test
  void letsWhatIsLargerThanAllRoomWorkAlone() {
    CompletableFuture<String> a = work("a", 1);
    work("huge", 1_000);
    assertThat(started).containsExactly("a");

    a.complete("done");

    assertThat(started).containsExactly("a", "huge");
  }

  @Test
  void givesRoomBackWhereWorkFails() {
    CompletableFuture<String> a = work("a", 100);
    work("b", 100);

    a.completeExceptionally(new IllegalStateException("a bug"));

    assertThat(started).containsExactly("a", "b");
  }

  private CompletableFuture<String> work(String name, long bytes) {
    CompletableFuture<String> work = new CompletableFuture<>();
    CompletableFuture<String> done =
        room.with(
            ByteSize.bytes(bytes),
            () -> {
              started.add(name);
              return work;
            });
    assertThat(done).isNotDone();
    return work;
  }
}
