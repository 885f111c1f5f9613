package darkroom.photo;

import darkroom.action.ImageFormat;

/** A photo as it is sent. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared: a copy of it is a photo's.
public record FittedPhoto(byte[] bytes, ImageFormat format, int width, int height) {}
