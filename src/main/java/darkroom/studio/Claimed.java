package darkroom.studio;

/** Whom a request says it is from, or what it lacks to say so. */
sealed interface Claimed permits Claim, Refusal {}
