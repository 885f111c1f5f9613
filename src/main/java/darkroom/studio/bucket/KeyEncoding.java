package darkroom.studio.bucket;

import darkroom.wire.PercentEncoding;

/** How keys are written into an answer's XML. */
enum KeyEncoding {
  PLAIN,
  URL;

  static KeyEncoding of(BucketRequest request) {
    return of(request.query().text("encoding-type"));
  }

  static KeyEncoding of(String name) {
    return switch (name) {
      case "" -> PLAIN;
      case "url" -> URL;
      default ->
          throw Refused.because(
              BucketError.INVALID_ARGUMENT, "Expected url for encoding-type but was " + name);
    };
  }

  String apply(String key) {
    return this == URL ? PercentEncoding.encode(key) : key;
  }

  /** Tells the reader, where keys are not plain. */
  Xml declare(Xml xml) {
    return this == URL ? xml.text("EncodingType", "url") : xml;
  }
}
