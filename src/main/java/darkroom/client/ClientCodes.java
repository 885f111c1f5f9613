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

  /** Too little money was left; the message tells for what. */
  public static final String BUDGET_SPENT = "BudgetSpent";

  /** The service does not know an asynchronous job, or no longer: it may be submitted again. */
  public static final String JOB_UNKNOWN = "JobUnknown";

  /** An asynchronous job succeeded, but what it tells of its result is not the action's data. */
  public static final String UNREADABLE_RESULT = "UnreadableResult";

  /** A result is larger than is taken; it was not read. */
  public static final String RESULT_TOO_LARGE = "ResultTooLarge";

  /** A result did not arrive whole, however often it was asked for. */
  public static final String RESULT_INCOMPLETE = "ResultIncomplete";

  /** The store that keeps a result answered with something else. */
  public static final String RESULT_UNAVAILABLE = "ResultUnavailable";

  /** A result's link is none that can be followed. */
  public static final String RESULT_LINK_INVALID = "ResultLinkInvalid";

  /** The source of credentials had none. */
  public static final String CREDENTIALS_UNAVAILABLE = "CredentialsUnavailable";

  /** The call was taken back before it was ever sent. */
  public static final String CALL_WITHDRAWN = "CallWithdrawn";

  /** The client was closed first. */
  public static final String CLIENT_CLOSED = "ClientClosed";

  private ClientCodes() {}
}
