package darkroom.pipeline;

import darkroom.ledger.Recalled;

/** A photo with what the ledger holds of it. */
public record RecalledPhoto(InspectedPhoto photo, Recalled recalled) {}
