package darkroom.photo;

import darkroom.photo.HeaderReading.Unreadable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what a photo file's header says; no pixel is decoded. */
public final class PhotoHeaders {
  /** The most bytes that are read of a file, however long its header claims to be. */
  public static final int READ_BOUND = FileBytes.READ_BOUND;

  private PhotoHeaders() {}

  /** Reads at most {@link #READ_BOUND} bytes, the first 64 KiB at once; the channel stays open. */
  public static HeaderReading read(SeekableByteChannel channel) throws IOException {
    return channel.size() == 0 ? Recognition.empty() : read(FileBytes.headerOf(channel));
  }

  /** Reads the header of a file that is in memory already. */
  public static HeaderReading read(byte[] file) {
    try {
      return file.length == 0 ? Recognition.empty() : read(FileBytes.headerOf(file));
    } catch (IOException e) {
      throw new IllegalStateException("Memory can be read", e);
    }
  }

  /** Whether a result is an AVI video. */
  public static boolean isAvi(byte[] file) {
    String start = new String(file, 0, Math.min(12, file.length), StandardCharsets.ISO_8859_1);
    return start.startsWith("RIFF") && start.endsWith("AVI ");
  }

  private static HeaderReading read(FileBytes file) throws IOException {
    Optional<FormatReader> reader = FormatReader.of(file);
    if (reader.isEmpty()) {
      return Recognition.of(file);
    }
    try {
      return reader.get().header(file);
    } catch (OutOfReach e) {
      String expected = "Expected a whole " + reader.get().format() + " header but ";
      return switch (e.obstacle()) {
        case FILE_END ->
            new Unreadable(
                "Truncated", expected + "the file was cut off after " + file.length() + " bytes");
        case READ_BOUND ->
            new Unreadable("Damaged", expected + "was over " + READ_BOUND + " bytes of it");
      };
    }
  }
}
