package darkroom.storage.oss;

import com.aliyun.oss.model.ObjectMetadata;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.metrics.Lineage;

/** Lets Beam's transforms read and write {@code oss://bucket/key}. */
final class OssFileSystem extends FileSystem<OssResourceId> {
  private final OssSettings settings;

  /** Connects to nothing yet: Beam makes file systems that are never used. */
  OssFileSystem(OssSettings settings) {
    this.settings = settings;
  }

  private OssConnection connection() {
    return OssConnection.of(settings);
  }

  @Override
  protected String getScheme() {
    return OssResourceId.SCHEME;
  }

  /**
   * Finds what each spec names: a key as it stands is looked up, a pattern as {@link Glob}
   * describes is listed. A pattern that nothing matches is looked up as a key, for names like
   * {@code a[1].jpg}.
   */
  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    List<OssResourceId> ids = specs.stream().map(OssResourceId::of).toList();
    List<OssResourceId> exact = ids.stream().filter(id -> Glob.isLiteral(id.key())).toList();
    try {
      List<MatchResult> lookedUp = connection().parallel().each(exact, this::lookUpLiteral);
      List<MatchResult> results = new ArrayList<>(ids.size());
      int next = 0;
      for (OssResourceId id : ids) {
        results.add(Glob.isLiteral(id.key()) ? lookedUp.get(next++) : list(id));
      }
      return results;
    } finally {
      countRequests();
    }
  }

  private MatchResult lookUpLiteral(OssResourceId spec) {
    return lookUp(spec.withKey(Glob.unescaped(spec.key())));
  }

  private MatchResult lookUp(OssResourceId id) {
    try {
      return MatchResult.create(Status.OK, List.of(found(id)));
    } catch (FileNotFoundException e) {
      return MatchResult.create(Status.NOT_FOUND, e);
    } catch (IOException e) {
      return MatchResult.create(Status.ERROR, e);
    }
  }

  private Metadata found(OssResourceId id) throws IOException {
    if (id.key().isEmpty()) {
      throw new FileNotFoundException("Expected an object's key in " + id);
    }
    ObjectMetadata found = connection().requests().head(id);
    return metadata(
        id, found.getContentLength(), found.getLastModified().getTime(), found.getETag());
  }

  private MatchResult list(OssResourceId spec) {
    List<Metadata> found;
    try {
      found = new Listing(connection(), spec).matching(Glob.alternatives(spec.key()));
    } catch (IOException e) {
      return MatchResult.create(Status.ERROR, e);
    }
    if (found.isEmpty()) {
      MatchResult asItStands = lookUp(spec);
      if (asItStands.status() == Status.OK) {
        return asItStands;
      }
    }
    return MatchResult.create(Status.OK, found);
  }

  /** One of what {@link #match} of a spec would find, without finding all of it. */
  Optional<OssResourceId> anyOf(String spec) throws IOException {
    OssResourceId id = OssResourceId.of(spec);
    boolean literal = Glob.isLiteral(id.key());
    if (!literal) {
      Optional<Metadata> listed =
          new Listing(connection(), id).anyMatching(Glob.alternatives(id.key()));
      if (listed.isPresent()) {
        return listed.map(object -> (OssResourceId) object.resourceId());
      }
    }
    OssResourceId asItStands = literal ? id.withKey(Glob.unescaped(id.key())) : id;
    try {
      return Optional.of((OssResourceId) found(asItStands).resourceId());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  static Metadata metadata(OssResourceId id, long size, long modified, String etag) {
    return Metadata.builder()
        .setResourceId(id)
        .setSizeBytes(size)
        // A range is read of the bytes as they are stored, also where they are compressed.
        .setIsReadSeekEfficient(true)
        .setLastModifiedMillis(modified)
        .setChecksum(etag)
        .build();
  }

  /**
   * Opens an object for writing; it is visible once the channel is closed.
   *
   * <p>With {@link CreateOptions#expectFileToNotExist} it is made only if there is none at that
   * moment: else writing or closing fails with {@link java.nio.file.FileAlreadyExistsException}.
   * The store allows fewer of such writes in a second, and none where a bucket keeps versions.
   */
  @Override
  protected WritableByteChannel create(OssResourceId id, CreateOptions options) throws IOException {
    if (id.isDirectory()) {
      throw new IOException("Expected a file's name to write but was the folder " + id);
    }
    WriteCondition condition =
        options.expectFileToNotExist() ? WriteCondition.ifAbsent() : WriteCondition.none();
    return new ObjectWriter(id, options.mimeType(), condition, connection(), settings);
  }

  /** Opens an object as a channel that can seek. */
  @Override
  protected ReadableByteChannel open(OssResourceId id) throws IOException {
    return ObjectReader.open(id, connection(), settings);
  }

  @Override
  protected void copy(List<OssResourceId> from, List<OssResourceId> to) throws IOException {
    try {
      List<Copying.Pair> unused =
          new Copying(connection(), settings)
              .copy(Copying.Pair.of(from, to), Copying.Missing.FAILS, Copying.Present.COPIED_AGAIN);
    } finally {
      countRequests();
    }
  }

  /** Copies, then deletes; a source is deleted also where its copy is skipped as options say. */
  @Override
  protected void rename(
      List<OssResourceId> from, List<OssResourceId> to, MoveOptions... moveOptions)
      throws IOException {
    Set<MoveOptions> options = Set.copyOf(Arrays.asList(moveOptions));
    Copying.Missing missing =
        options.contains(StandardMoveOptions.IGNORE_MISSING_FILES)
            ? Copying.Missing.SKIPPED
            : Copying.Missing.FAILS;
    Copying.Present present =
        options.contains(StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS)
            ? Copying.Present.SKIPPED
            : Copying.Present.COPIED_AGAIN;
    try {
      List<Copying.Pair> moved =
          new Copying(connection(), settings).copy(Copying.Pair.of(from, to), missing, present);
      new Deletion(connection())
          .delete(moved.stream().filter(pair -> !pair.isItself()).map(Copying.Pair::from).toList());
    } finally {
      countRequests();
    }
  }

  @Override
  protected void delete(Collection<OssResourceId> ids) throws IOException {
    try {
      new Deletion(connection()).delete(ids);
    } finally {
      countRequests();
    }
  }

  @Override
  protected OssResourceId matchNewResource(String spec, boolean isDirectory) {
    OssResourceId id = OssResourceId.of(spec);
    if (!isDirectory && id.isDirectory()) {
      throw new IllegalArgumentException("Expected a file's name but was the folder " + spec);
    }
    return isDirectory && !id.isDirectory() ? id.withKey(id.key() + "/") : id;
  }

  @Override
  protected void reportLineage(OssResourceId id, Lineage lineage) {
    reportLineage(id, lineage, LineageLevel.FILE);
  }

  @Override
  protected void reportLineage(OssResourceId id, Lineage lineage, LineageLevel level) {
    boolean whole = level == LineageLevel.TOP_LEVEL || id.key().isEmpty();
    lineage.add(
        OssResourceId.SCHEME, whole ? List.of(id.bucket()) : List.of(id.bucket(), id.key()), "/");
  }

  private void countRequests() {
    new OssMetrics(connection().requests()).countRequests();
  }
}
