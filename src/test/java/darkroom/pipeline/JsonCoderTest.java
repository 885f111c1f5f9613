package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonCoderTest {

  static Stream<Record> elements() {
    return Stream.of(
        Outcomes.PHOTO,
        Outcomes.INSPECTED,
        Outcomes.done(),
        Outcomes.halfDone(),
        Outcomes.missing(),
        Tally.of(Outcomes.halfDone()),
        Tally.NONE);
  }

  @ParameterizedTest
  @MethodSource("elements")
  void bringsBackWhatItWrote(Record element) throws Exception {
    assertThat(roundTrip(element)).isEqualTo(element);
  }

  @Test
  void aReferenceIsAFewHundredBytes() throws Exception {
    byte[] bytes =
        CoderUtils.encodeToByteArray(JsonCoder.of(InspectedPhoto.class), Outcomes.INSPECTED);

    assertThat(bytes).hasSizeLessThan(600);
  }

  @Test
  void isTheSameForTheSameType() {
    JsonCoder<Photo> coder = JsonCoder.of(Photo.class);

    assertThat(SerializableUtils.ensureSerializable(coder)).isEqualTo(coder);
    assertThat(coder).isNotEqualTo(JsonCoder.of(Line.class)).hasSameHashCodeAs(coder);
  }

  @SuppressWarnings("unchecked") // A coder of the element's own class encodes the element.
  private static <T extends Record> T roundTrip(T element) throws Exception {
    JsonCoder<T> coder = (JsonCoder<T>) JsonCoder.of(element.getClass());
    return CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, element));
  }
}
