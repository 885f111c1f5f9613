package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureClassTest {
  @ParameterizedTest
  @CsvSource({
    "Throttling.User, THROTTLED",
    "Throttling.Something, THROTTLED",
    "Timeout, TIMEOUT",
    "DeadlineExceeded, TIMEOUT",
    "ResultExpired, EXPIRED",
    "InvalidSecurityToken.Expired, SETUP",
    "InvalidImage.Download, DOWNLOAD",
    "ResultDownload, DOWNLOAD",
    "ConnectionLost, OUTAGE",
    "InternalError.Busy, OUTAGE",
    "InternalError.Whatever, OUTAGE",
    "Http503, OUTAGE",
    "RetryBudgetSpent, OUTAGE",
    "OverBudget, BUDGET",
    "NotFound, FILE",
    "TooLarge, UNFIT",
    "InvalidParameter.TooLarge, REFUSED",
    "InvalidWhatever, REFUSED",
    "NotCsv, MANIFEST",
    "AuthFailed, SETUP",
    "NoScore, OTHER"
  })
  void classifiesCodes(String code, FailureClass expected) {
    assertThat(FailureClass.of(code)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(ApiError.class)
  void knowsEveryCodeOfTheService(ApiError error) {
    FailureClass kind = FailureClass.of(error.code());
    assertThat(kind).isNotEqualTo(FailureClass.OTHER);
    assertThat(kind == FailureClass.SETUP).isEqualTo(error.remedy() == ApiError.Remedy.STOP);
    assertThat(kind == FailureClass.THROTTLED)
        .isEqualTo(error.remedy() == ApiError.Remedy.SLOW_DOWN);
  }

  @Test
  void isNamedByItsWord() {
    for (FailureClass kind : FailureClass.values()) {
      assertThat(FailureClass.named(kind.word())).contains(kind);
    }
    assertThat(FailureClass.named("none")).isEmpty();
  }
}
