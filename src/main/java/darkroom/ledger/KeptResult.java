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
 */
public record KeptResult(
    String field,
    int index,
    String location,
    String identity,
    String format,
    int width,
    int height,
    long bytes)
    implements Serializable {}
