package darkroom.storage.oss;

import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;

/** Makes {@code oss://} known to Beam, which finds this class by its service loader. */
public final class OssFileSystemRegistrar implements FileSystemRegistrar {
  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    return List.of(new OssFileSystem(OssSettings.from(options.as(OssOptions.class))));
  }
}
