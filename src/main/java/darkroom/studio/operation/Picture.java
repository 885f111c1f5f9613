package darkroom.studio.operation;

/** An encoded image or video that an operation made. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Picture(byte[] bytes, String mediaType, String extension) {}
