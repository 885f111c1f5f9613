package darkroom.account;

/** There is no key where one should be; the message is a sentence without any secret. */
public final class NoAccountKey extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoAccountKey(String sentence) {
    super(sentence);
  }
}
