package darkroom.cli;

import darkroom.action.Api;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells the program's version, which the jar's manifest holds, and the API's. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String own =
        Optional.ofNullable(Darkroom.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"darkroom " + own + ", for imageenhan " + Api.VERSION};
  }
}
