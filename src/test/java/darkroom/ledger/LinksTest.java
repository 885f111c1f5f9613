package darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LinksTest {
  @Test
  void removesLinksWhereverTheyStand() {
    assertThat(
            Links.removedFrom(
                """
                {"Url":"https://a/b?Signature=1","Urls":["http:\\/\\/a/c","kept/1"],
                 "Deep":{"Url":"oss:\\u002f/b/c","Score":0.10},"Text":"{\\"u\\":\\"http://x\\"}"}
                """))
        .isEqualTo("{\"Urls\":[\"kept/1\"],\"Deep\":{\"Score\":0.10}}");
    assertThat(Links.removedFrom("\"http://a/b\"")).isEqualTo("null");
  }

  @Test
  void leavesOtherDataAsItIs() {
    String data = "{\"Elements\":[{\"MinX\":1,\"Score\":4.250000000000000000001}]}";
    assertThat(Links.removedFrom(data)).isEqualTo(data);
    assertThat(Links.removedFrom("{\"a\":\"x/y\",\"b\":1.50}"))
        .isEqualTo("{\"a\":\"x/y\",\"b\":1.50}");
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatIllegalArgumentException().isThrownBy(() -> Links.removedFrom("http://a/b"));
  }
}
