package darkroom.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @Test
  void readsMegabytesAsTheManualWritesThem() {
    assertThat(ByteSize.megabytes("3")).isEqualTo(ByteSize.bytes(3 * 1024 * 1024));
    assertThat(ByteSize.megabytes("3.5")).isEqualTo(ByteSize.bytes(3_670_016));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1048575, 1048575 bytes",
    "1048576, 1 MB",
    "3145728, 3 MB",
    "3670016, 3.5 MB",
    "3261072, 3.11 MB",
    "10485760, 10 MB",
  })
  void tellsMegabytesFromOneMegabyteOn(long bytes, String text) {
    assertThat(ByteSize.bytes(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {3_145_727, 3_145_729, 3_670_017, 3_250_586})
  void tellsBytesWhereRoundingWouldHideTheDifferenceFromALimit(long bytes) {
    assertThat(ByteSize.bytes(bytes)).hasToString(bytes + " bytes");
  }

  @Test
  void rejectsNegativeSizeAndFractionOfAByte() {
    assertThatThrownBy(() -> ByteSize.bytes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected at least 0 bytes but was -1");
    assertThatThrownBy(() -> ByteSize.megabytes("0.0000001"))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void limitsAdmitTheirOwnSizeOnlyWhereInclusive() {
    ByteSize three = ByteSize.megabytes("3");
    ByteLimit inclusive = new ByteLimit(three, Bound.INCLUSIVE);
    ByteLimit exclusive = new ByteLimit(three, Bound.EXCLUSIVE);
    ByteSize below = ByteSize.bytes(three.bytes() - 1);
    ByteSize above = ByteSize.bytes(three.bytes() + 1);

    assertThat(inclusive.admits(three)).isTrue();
    assertThat(inclusive.admits(above)).isFalse();
    assertThat(inclusive.largest()).isEqualTo(three);
    assertThat(inclusive).hasToString("<= 3 MB");
    assertThat(exclusive.admits(three)).isFalse();
    assertThat(exclusive.admits(below)).isTrue();
    assertThat(exclusive.largest()).isEqualTo(below);
    assertThat(exclusive).hasToString("< 3 MB");
  }

  @Test
  void sizeLimitsTellTheOutermostPixelsTheyAdmit() {
    SizeLimit exclusive = new SizeLimit(1920, 1080, Bound.EXCLUSIVE);
    SizeLimit inclusive = new SizeLimit(2000, 2000, Bound.INCLUSIVE);

    assertThat(exclusive.largest()).hasToString("1919x1079");
    assertThat(exclusive.smallest()).hasToString("1921x1081");
    assertThat(inclusive.largest()).hasToString("2000x2000");
    assertThat(inclusive.smallest()).hasToString("2000x2000");
  }
}
