package darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternalNetworkTest {
  private static final InternalNetwork SHANGHAI = new InternalNetwork("cn-shanghai");

  @ParameterizedTest
  @CsvSource({
    "https://oss-cn-shanghai.aliyuncs.com, https://oss-cn-shanghai-internal.aliyuncs.com",
    "http://shop.oss-cn-shanghai.aliyuncs.com/a.jpg,"
        + " http://shop.oss-cn-shanghai-internal.aliyuncs.com/a.jpg",
    "https://shop.oss-cn-shanghai.aliyuncs.com:443/a,"
        + " https://shop.oss-cn-shanghai-internal.aliyuncs.com:443/a"
  })
  void namesTheSameObjectInside(URI outside, URI inside) {
    assertThat(SHANGHAI.inside(outside)).isEqualTo(inside);
  }

  @Test
  void keepsKeyAndSignatureToTheLetter() {
    String rest =
        "/%E5%9B%BE%20a+b//oss-cn-shanghai.aliyuncs.com/x.png"
            + "?Expires=1795352400&OSSAccessKeyId=LTAI&Signature=a%2Fb%2Bc%3D&x=oss-cn-shanghai";
    URI link = URI.create("http://viapi-results.oss-cn-shanghai.aliyuncs.com" + rest);
    assertThat(SHANGHAI.inside(link))
        .hasToString("http://viapi-results.oss-cn-shanghai-internal.aliyuncs.com" + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.oss-cn-shanghai-internal.aliyuncs.com/a.jpg",
        "https://shop.oss-cn-beijing.aliyuncs.com/a.jpg",
        "http://viapi-results.oss-cn-hangzhou.aliyuncs.com/a.png?Expires=1&Signature=a%2Fb%3D",
        "http://viapi-results.oss-cn-shanghai-finance-1.aliyuncs.com/a.png",
        "http://viapi-results.oss-accelerate.aliyuncs.com/a.png",
        "https://shop.oss-cn-shanghai.aliyuncs.com.example/a.jpg",
        "https://oss-cn-shanghai.aliyuncs.comx/a.jpg",
        "https://a.example//oss-cn-shanghai.aliyuncs.com/a.jpg",
        "http://127.0.0.1:8090/shop/a.jpg"
      })
  void leavesOtherLinksAsTheyAre(URI link) {
    assertThat(SHANGHAI.inside(link)).isEqualTo(link);
  }
}
