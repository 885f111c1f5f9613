package darkroom.action;

/** Whether a limit's own value still satisfies it. */
public enum Bound {
  INCLUSIVE,
  EXCLUSIVE
}
