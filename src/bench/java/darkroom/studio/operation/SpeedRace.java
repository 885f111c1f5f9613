package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One of {@link Races} on one core: {@link SpeedTable} runs it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-XX:+UseSerialGC",
      "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"
    })
public class SpeedRace {
  /** Which of {@link Races#all()}; {@link SpeedTable} names each. */
  @Param("AssessSharpness")
  public String name;

  private Races.Race race;

  @Setup
  public void ready() {
    setNumThreads(1);
    race = Races.all().get(name);
  }

  @Benchmark
  public void ours() {
    run(race.ours());
  }

  @Benchmark
  public void alternative() {
    run(race.other());
  }

  private static void run(Races.Task task) {
    try (PointerScope scope = new PointerScope()) {
      task.run();
    }
  }
}
