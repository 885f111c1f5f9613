package darkroom.studio.operation;

/** An encoded image or video that an operation made. */
public record Picture(byte[] bytes, String mediaType, String extension) {}
