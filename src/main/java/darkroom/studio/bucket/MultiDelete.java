package darkroom.studio.bucket;

import darkroom.studio.http.Response;
import java.io.IOException;
import java.util.List;

/** Deletes many objects at once. */
final class MultiDelete {
  private static final int MOST_KEYS = 1000;

  /** The service's 2 MB for a body. */
  private static final int MOST_XML = 2 * 1024 * 1024;

  private final ObjectStore store;

  MultiDelete(ObjectStore store) {
    this.store = store;
  }

  Response delete(BucketRequest request) throws IOException {
    BucketFolder bucket = store.bucket(request.bucket());
    byte[] body = request.body().readSmall(MOST_XML, BucketError.MALFORMED_XML);
    XmlBody xml = XmlBody.parse(body);
    List<String> keys = xml.all("Delete/Object/Key");
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      throw Refused.because(BucketError.MALFORMED_XML);
    }
    KeyEncoding encoding = encoding(request, xml);
    for (String key : keys) {
      bucket.delete(key);
    }
    if (xml.first("Delete/Quiet").orElse("").trim().equals("true")) {
      return Response.empty(200);
    }
    return Xml.document(
            "DeleteResult",
            answer -> {
              encoding.declare(answer);
              keys.forEach(
                  key -> answer.element("Deleted", in -> in.text("Key", encoding.apply(key))));
            })
        .response(200);
  }

  /** The manual puts the encoding into the body, the official SDK into a header. */
  private static KeyEncoding encoding(BucketRequest request, XmlBody xml) {
    return KeyEncoding.of(
        xml.first("Delete/EncodingType").or(() -> request.header("encoding-type")).orElse(""));
  }
}
