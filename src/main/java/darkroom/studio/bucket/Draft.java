package darkroom.studio.bucket;

import java.nio.file.Path;

/** A whole object file that is not visible yet. */
record Draft(Path file, StoredObject object) {}
