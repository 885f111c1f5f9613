package darkroom.studio.operation;

import java.util.List;

/** The operations there are. */
public final class Operations {
  private static final List<Operation> ALL =
      List.of(new AssessSharpness(), new AssessExposure(), new AssessComposition());

  private Operations() {}

  public static List<Operation> all() {
    return ALL;
  }
}
