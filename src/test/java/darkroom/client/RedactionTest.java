package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot read http://b/p.jpg?Expires=1&OSSAccessKeyId=LT&Signature=ab%2Bc%3D of it"
            + "|cannot read http://b/p.jpg?Expires=1&OSSAccessKeyId=***&Signature=*** of it",
        "http://b/p?x-oss-signature=0a1b&x-oss-credential=LT%2F2026&x-oss-date=2026"
            + "|http://b/p?x-oss-signature=***&x-oss-credential=***&x-oss-date=2026",
        "http%3A%2F%2Fb%2Fp%3FSignature%3Dab%252Bc%26Expires%3D1"
            + "|http%3A%2F%2Fb%2Fp%3FSignature%3D***%26Expires%3D1",
        "Url%3Dhttp%253A%252F%252Fb%253FSignature%253Dabc%2526Expires%253D1"
            + "|Url%3Dhttp%253A%252F%252Fb%253FSignature%253D***%2526Expires%253D1",
        "http://b/p?security-token=CAIS%2B&a=1|http://b/p?security-token=***&a=1",
        "SecurityToken=CAIS&Action=A|SecurityToken=***&Action=A",
        "Authorization: ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host,Signature=00ff"
            + "|Authorization: ACS3-HMAC-SHA256 Credential=***",
        "SignatureMethod=HMAC-SHA1&SignatureNonce=1|SignatureMethod=HMAC-SHA1&SignatureNonce=1",
        "the signature does not match|the signature does not match"
      })
  void takesSignaturesOut(String text, String expected) {
    assertThat(Redaction.signatures(text)).isEqualTo(expected);
  }
}
