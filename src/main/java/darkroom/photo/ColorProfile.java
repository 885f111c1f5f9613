package darkroom.photo;

/** Which colours a photo's numbers mean, by the ICC profile in its file. */
public enum ColorProfile {
  /** Those of sRGB, which is also meant where no profile says otherwise. */
  SRGB,
  /** Others, such as Adobe RGB's or a printing press's. */
  OTHER
}
