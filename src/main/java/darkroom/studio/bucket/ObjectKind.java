package darkroom.studio.bucket;

/** How an object was made. */
public enum ObjectKind {
  NORMAL("Normal"),
  APPENDABLE("Appendable"),
  MULTIPART("Multipart");

  private final String label;

  ObjectKind(String label) {
    this.label = label;
  }

  /** As {@code x-oss-object-type} and listings write it. */
  public String label() {
    return label;
  }
}
