package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.ApiError;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostilePicturesTest {
  private static final Set<String> OWN_FAULTS =
      Set.of(ApiError.INTERNAL_ERROR_ALGO.code(), ApiError.INTERNAL_SERVER_ERROR.code());

  @TempDir private Path folder;

  @Test
  void answersDamagedPicturesWithResultsOrWithWhatIsWrongWithThem() {
    try (LiveStudio studio = LiveStudio.started(folder)) {
      List<HostileRound.Case> cases =
          new HostileRound(studio, WholeFile.ofEveryKind(72), 7).run(0, 200);

      assertThat(cases).hasSize(200).noneMatch(c -> OWN_FAULTS.contains(c.answer().code()));
      assertThat(HostileRound.codes(cases))
          .containsKeys(LiveStudio.DONE, ApiError.INVALID_IMAGE_CONTENT.code());
    }
  }
}
