package darkroom.cli;

import darkroom.job.Conf;
import darkroom.job.ConfFile;
import java.nio.file.Path;
import java.util.Optional;

/** The conf a command works with. */
final class Confs {
  private Confs() {}

  /** The file's, or the embedded studio where no file is given. */
  static Conf read(Optional<Path> file) {
    return file.map(ConfFile::read).orElseGet(ConfFile::embedded);
  }
}
