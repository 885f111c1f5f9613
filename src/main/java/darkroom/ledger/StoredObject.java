package darkroom.ledger;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * What was read of one object.
 *
 * @param entries those that could be read
 */
record StoredObject(List<Entry> entries, Condition condition) {
  /** Whether all of it could be read. */
  enum Condition {
    WHOLE,
    /**
     * Cut short, changed, of another version or not the ledger's; what can be read of it counts.
     */
    DAMAGED
  }

  boolean isWhole() {
    return condition == Condition.WHOLE;
  }

  static StoredObject of(Share share, Share.Form form, byte[] bytes) {
    return switch (form) {
      case SINGLE -> single(share, new String(bytes, StandardCharsets.UTF_8));
      case SEGMENT -> segment(share, bytes);
    };
  }

  private static StoredObject single(Share share, String text) {
    Optional<Entry> entry = entry(share, text);
    return new StoredObject(
        entry.stream().toList(), entry.isPresent() ? Condition.WHOLE : Condition.DAMAGED);
  }

  private static StoredObject segment(Share share, byte[] bytes) {
    List<Entry> entries = new ArrayList<>();
    Condition condition = Condition.WHOLE;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<Entry> entry = entry(share, line);
        entry.ifPresent(entries::add);
        condition = entry.isPresent() ? condition : Condition.DAMAGED;
      }
    } catch (ZipException | EOFException e) {
      condition = Condition.DAMAGED;
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can be read", e);
    }
    return new StoredObject(entries, condition);
  }

  private static Optional<Entry> entry(Share share, String line) {
    return EntryJson.read(line).filter(entry -> share.holds(entry.photo()));
  }

  /** A segment of these entries. */
  static byte[] segmentOf(List<Entry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer lines =
        new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
      for (Entry entry : entries) {
        lines.write(EntryJson.write(entry));
        lines.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can be written", e);
    }
    return bytes.toByteArray();
  }
}
