package darkroom.client;

/** The codes of failures that the client finds itself, beside the API's own. */
public final class ClientCodes {
  /** No connection was made; the request was not sent. */
  public static final String CONNECTION_FAILED = "ConnectionFailed";

  /** The connection broke after the request may have been sent; it may have been billed. */
  public static final String CONNECTION_LOST = "ConnectionLost";

  /** No answer came in time; the request may have been billed. */
  public static final String ANSWER_TIMEOUT = "AnswerTimeout";

  /**
   * An answer came that is not the API's: no JSON, the wrong shape, cut short or too long. With
   * HTTP 200 it was probably billed.
   */
  public static final String UNREADABLE_ANSWER = "UnreadableAnswer";

  /** The call's total deadline came before an answer that ends it; the message tells the last. */
  public static final String DEADLINE_EXCEEDED = "DeadlineExceeded";

  /** Too many calls needed a retry already; the message tells why this one did. */
  public static final String RETRY_BUDGET_SPENT = "RetryBudgetSpent";

  /** The source of credentials had none. */
  public static final String CREDENTIALS_UNAVAILABLE = "CredentialsUnavailable";

  /** The client was closed first. */
  public static final String CLIENT_CLOSED = "ClientClosed";

  private ClientCodes() {}
}
