package darkroom.studio;

/** How many calls may begin within any second. */
public record CallsPerSecond(int calls) {
  public CallsPerSecond {
    if (calls < 1) {
      throw new IllegalArgumentException("Expected at least 1 call a second but was " + calls);
    }
  }
}
