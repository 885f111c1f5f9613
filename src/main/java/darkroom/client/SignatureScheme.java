package darkroom.client;

import darkroom.wire.Acs3Signature;
import darkroom.wire.RpcSignature;
import java.util.Arrays;
import java.util.Optional;

/** How a call is signed. */
public enum SignatureScheme {
  /** All parameters in the form body, the signature in headers: what the vendor recommends. */
  ACS3(Acs3Signature.ALGORITHM),
  /**
   * The API's parameters in a form body, the protocol's in the query: what the manual describes.
   */
  RPC_V1(RpcSignature.METHOD);

  private final String confName;

  SignatureScheme(String confName) {
    this.confName = confName;
  }

  /** What it is called in a configuration file. */
  public String confName() {
    return confName;
  }

  public static Optional<SignatureScheme> ofConfName(String confName) {
    return Arrays.stream(values()).filter(s -> s.confName.equals(confName)).findFirst();
  }
}
