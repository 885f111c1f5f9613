package darkroom.storage.oss;

import com.aliyun.oss.common.comm.SignVersion;

/** How requests are signed. */
public enum OssSignature {
  V1(SignVersion.V1),
  /** Signs for one region, which must be the bucket's. */
  V4(SignVersion.V4);

  private final SignVersion version;

  OssSignature(SignVersion version) {
    this.version = version;
  }

  /** What the official SDK calls it. */
  public SignVersion version() {
    return version;
  }
}
