package darkroom.client;

import java.util.Optional;

/** What became of fetching a result. */
public sealed interface Downloaded {

  /**
   * All of it; contents are never compared.
   *
   * @param mediaType as the store tells it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Whole(byte[] bytes, Optional<String> mediaType) implements Downloaded {}

  /** The link lives no longer, or what it leads to does not: only the action can make it again. */
  record Expired(int status, String message) implements Downloaded {}

  /**
   * It could not be fetched.
   *
   * @param code one of {@link ClientCodes}
   * @param message free of the link's query, where its signature is
   */
  record Broken(String code, String message) implements Downloaded {}
}
