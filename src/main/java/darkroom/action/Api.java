package darkroom.action;

import java.time.Duration;

/** The facts of the API as a whole, from its reference manual. */
public final class Api {
  public static final String VERSION = "2019-09-30";
  public static final String ENDPOINT = "imageenhan.cn-shanghai.aliyuncs.com";

  /** The region whose storage the API reads. */
  public static final String REGION = "cn-shanghai";

  /** How long a result's URL lives. */
  public static final Duration RESULT_TTL = Duration.ofMinutes(30);

  private Api() {}
}
