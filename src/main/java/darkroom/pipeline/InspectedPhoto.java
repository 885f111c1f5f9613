package darkroom.pipeline;

import darkroom.action.ByteSize;
import darkroom.photo.Identity;
import darkroom.photo.PhotoHeader;

/** A photo that at least one header reading has shown to be worth a call. */
public record InspectedPhoto(Photo photo, Identity identity, ByteSize bytes, PhotoHeader header) {}
