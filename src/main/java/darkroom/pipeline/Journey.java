package darkroom.pipeline;

/**
 * What all steps of one photo's way have in common.
 *
 * @param photo with what the ledger held of it at the start
 * @param stock of pictures that were made ready on this way
 */
record Journey(RecalledPhoto photo, Stock stock) {
  Photo entry() {
    return photo.photo().photo();
  }

  Working original() {
    return Working.of(photo.photo());
  }
}
