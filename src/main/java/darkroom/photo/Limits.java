package darkroom.photo;

import darkroom.action.Action;
import darkroom.action.ByteLimit;
import darkroom.action.ByteSize;
import darkroom.action.SizeLimit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The sizes and bytes that every one of some actions takes. */
record Limits(Size min, Size max, ByteSize bytes) {
  static Limits of(List<Action> actions) {
    List<SizeLimit> lower =
        actions.stream().map(a -> a.input().min()).flatMap(Optional::stream).toList();
    List<SizeLimit> upper =
        actions.stream().map(a -> a.input().max()).flatMap(Optional::stream).toList();
    return new Limits(
        new Size(
            lower.stream().mapToInt(l -> l.smallest().width()).max().orElse(1),
            lower.stream().mapToInt(l -> l.smallest().height()).max().orElse(1)),
        new Size(
            upper.stream().mapToInt(l -> l.largest().width()).min().orElse(Integer.MAX_VALUE),
            upper.stream().mapToInt(l -> l.largest().height()).min().orElse(Integer.MAX_VALUE)),
        actions.stream()
            .map(a -> a.input().bytes())
            .flatMap(Optional::stream)
            .map(ByteLimit::largest)
            .min(Comparator.naturalOrder())
            .orElse(ByteSize.bytes(Integer.MAX_VALUE)));
  }
}
