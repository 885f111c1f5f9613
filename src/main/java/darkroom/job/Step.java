package darkroom.job;

import java.io.Serializable;

/** One thing a job does with each photo. */
public sealed interface Step extends Serializable permits ScoreStep {}
