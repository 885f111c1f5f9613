package darkroom.studio.http;

import java.io.IOException;

/**
 * Tells the front to close the connection: as the failure of a service's stage without any answer,
 * out of a body's stream after the part that was read.
 */
public final class ConnectionCut extends IOException {
  private static final long serialVersionUID = 1;

  public ConnectionCut() {
    super("The connection is cut on purpose");
  }
}
