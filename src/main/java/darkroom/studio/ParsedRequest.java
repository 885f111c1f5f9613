package darkroom.studio;

/** A request taken apart, or why it cannot be. */
sealed interface ParsedRequest permits ApiRequest, Refusal {}
