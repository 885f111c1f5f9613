package darkroom.action;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.ApiError.Remedy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiErrorTest {
  @ParameterizedTest
  @EnumSource
  void remedyFollowsTheCodeWhateverTheStatus(ApiError error) {
    assertThat(ApiError.ofCode(error.code())).contains(error);
    for (int status : new int[] {error.status(), 400, 429, 503}) {
      assertThat(ApiError.remedyFor(status, error.code())).isEqualTo(error.remedy());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, Throttling.Unheard, SLOW_DOWN",
    "503, Throttling.Unheard, SLOW_DOWN",
    "429, '', SLOW_DOWN",
    "401, Unheard, STOP",
    "403, Forbidden.Unheard, STOP",
    "400, Unheard, REFUSED",
    "404, Unheard, REFUSED",
    "499, '', REFUSED",
    "408, Unheard, RETRY",
    "500, Unheard, RETRY",
    "502, '', RETRY",
    "581, Unheard, RETRY",
    "599, Unheard, RETRY",
  })
  void remedyForAnUnknownCodeFollowsTheStatus(int status, String code, Remedy remedy) {
    assertThat(ApiError.remedyFor(status, code)).isEqualTo(remedy);
  }

  @Test
  void knowsEachCodeOnce() {
    assertThat(Arrays.stream(ApiError.values()).map(ApiError::code)).doesNotHaveDuplicates();
  }
}
