package darkroom.job;

import darkroom.job.StagingConf.Addressing;
import java.io.Serializable;
import java.net.URI;

/** Where {@code s3://} is; its keys come from the vendor's own chain of places. */
public sealed interface S3Conf extends Serializable {
  /** What stores of the protocol that have no regions take for one. */
  String NO_REGION = "us-east-1";

  /** All that the vendor's own tools read: environment, profile, the machine itself. */
  record AsEnvironmentSays() implements S3Conf {}

  /** The vendor's service in a region. */
  record InRegion(String region) implements S3Conf {}

  /** Another service of the same protocol. */
  record At(URI endpoint, String region, Addressing addressing) implements S3Conf {}
}
