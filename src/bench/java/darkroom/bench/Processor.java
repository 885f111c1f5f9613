package darkroom.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has taken of the processors. */
public final class Processor {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Processor() {}

  /** The time of all its threads so far, in nanoseconds. */
  public static long time() {
    return SYSTEM.getProcessCpuTime();
  }
}
