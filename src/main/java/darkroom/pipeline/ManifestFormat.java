package darkroom.pipeline;

/** The forms of manifest that list photos line by line. */
enum ManifestFormat {
  JSON_LINES(ManifestParser.jsonLines()),
  CSV(ManifestParser.csv()),
  LIST(ManifestParser.list());

  private final ManifestParser parser;

  ManifestFormat(ManifestParser parser) {
    this.parser = parser;
  }

  ManifestParser parser() {
    return parser;
  }
}
