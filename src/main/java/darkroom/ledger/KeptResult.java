package darkroom.ledger;

import java.io.Serializable;

/**
 * A file that a paid call made, in the user's storage.
 *
 * @param field of the answer that linked to it
 * @param index in that field, where it is a list; else 0
 * @param location where it is kept
 * @param identity of its content
 * @param format an image format's name, or AVI
 * @param width of the stored pixels; 0 for a video
 * @param height of the stored pixels; 0 for a video
 * @param channels of the pixels; empty for a video
 * @param bitDepth bits per channel; 0 for a video
 * @param orientation EXIF's number; 0 for a video
 */
public record KeptResult(
    String field,
    int index,
    String location,
    String identity,
    String format,
    int width,
    int height,
    String channels,
    int bitDepth,
    int orientation,
    long bytes)
    implements Serializable {

  KeptResult at(String other) {
    return new KeptResult(
        field,
        index,
        other,
        identity,
        format,
        width,
        height,
        channels,
        bitDepth,
        orientation,
        bytes);
  }
}
