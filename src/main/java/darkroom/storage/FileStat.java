package darkroom.storage;

import java.io.Serializable;

/** What tells without reading a file whether it is still the same one. */
public record FileStat(long bytes, long modifiedMillis) implements Serializable {}
