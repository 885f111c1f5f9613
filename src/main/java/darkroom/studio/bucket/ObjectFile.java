package darkroom.studio.bucket;

import darkroom.action.ByteSize;
import darkroom.photo.Crc64;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The file of one object: its content from the first byte on, then what is known of it, then that
 * record's length and a mark. So an object is one file, a put one write, and a range one seek.
 */
final class ObjectFile {
  private static final long MARK = 0x4441524B4F424A31L;
  private static final int FOOTER = Integer.BYTES + Long.BYTES;
  private static final int BUFFER = 64 * 1024;

  private ObjectFile() {}

  /**
   * Writes a file; on any failure nothing is left of it.
   *
   * @param describe makes the object out of its content's digest, or refuses it
   */
  static StoredObject write(
      Path file,
      InputStream content,
      ByteSize largest,
      Function<ContentDigest, StoredObject> describe)
      throws IOException {
    boolean written = false;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      StoredObject object = describe.apply(copy(content, out, largest));
      byte[] record = encode(object);
      out.write(record);
      DataOutputStream footer = new DataOutputStream(out);
      footer.writeInt(record.length);
      footer.writeLong(MARK);
      footer.flush();
      written = true;
      return object;
    } finally {
      if (!written) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static ContentDigest copy(InputStream content, OutputStream out, ByteSize largest)
      throws IOException {
    MessageDigest md5 = md5();
    Crc64 crc64 = new Crc64();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      size += n;
      if (size > largest.bytes()) {
        throw Refused.because(BucketError.ENTITY_TOO_LARGE);
      }
      md5.update(buffer, 0, n);
      crc64.update(buffer, 0, n);
      out.write(buffer, 0, n);
    }
    String md5Hex = HexFormat.of().withUpperCase().formatHex(md5.digest());
    return new ContentDigest(size, md5Hex, crc64.getValue());
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }

  /**
   * Reads what is known of the object in a file.
   *
   * @throws IOException also if the file is not an object's, or was cut
   */
  static StoredObject read(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      if (length < FOOTER) {
        throw new IOException("Expected an object file for " + file + " but was too short");
      }
      in.seek(length - FOOTER);
      int recordLength = in.readInt();
      if (in.readLong() != MARK || recordLength < 0 || recordLength > length - FOOTER) {
        throw new IOException("Expected an object file for " + file + " but was another");
      }
      byte[] record = new byte[recordLength];
      in.seek(length - FOOTER - recordLength);
      in.readFully(record);
      return decode(record);
    }
  }

  private static byte[] encode(StoredObject object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(object.key());
    out.writeLong(object.size());
    out.writeUTF(object.digest());
    out.writeLong(object.crc64());
    out.writeLong(object.lastModified().toEpochMilli());
    out.writeUTF(object.kind().name());
    out.writeInt(object.metadata().headers().size());
    for (Map.Entry<String, String> header : object.metadata().headers().entrySet()) {
      out.writeUTF(header.getKey());
      out.writeUTF(header.getValue());
    }
    return bytes.toByteArray();
  }

  private static StoredObject decode(byte[] record) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
    String key = in.readUTF();
    long size = in.readLong();
    String digest = in.readUTF();
    long crc64 = in.readLong();
    Instant lastModified = Instant.ofEpochMilli(in.readLong());
    ObjectKind kind = ObjectKind.valueOf(in.readUTF());
    SortedMap<String, String> headers = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      headers.put(in.readUTF(), in.readUTF());
    }
    return new StoredObject(
        key, size, digest, crc64, lastModified, kind, new ObjectMetadata(headers));
  }
}
