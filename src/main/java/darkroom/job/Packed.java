package darkroom.job;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/**
 * A record on its way to a worker. {@link Optional} does not travel, so that what it holds, or
 * nothing, travels in its stead.
 */
final class Packed implements Serializable {
  private static final long serialVersionUID = 1;

  private final Class<? extends Record> type;
  private final Object[] values;

  private Packed(Class<? extends Record> type, Object[] values) {
    this.type = type;
    this.values = values;
  }

  static Packed of(Record travelling) {
    Object[] values =
        Arrays.stream(travelling.getClass().getRecordComponents())
            .map(component -> value(travelling, component))
            .toArray();
    return new Packed(travelling.getClass(), values);
  }

  private static Object value(Record travelling, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(travelling);
      return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Expected to read " + component, e);
    }
  }

  private Object readResolve() {
    RecordComponent[] components = type.getRecordComponents();
    Object[] unpacked = values.clone();
    for (int i = 0; i < unpacked.length; i++) {
      if (components[i].getType() == Optional.class) {
        unpacked[i] = Optional.ofNullable(values[i]);
      }
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
      return canonical.newInstance(unpacked);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Expected to build " + type + " again", e);
    }
  }
}
