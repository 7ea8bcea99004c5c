// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.drive;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object of the plugin, seen as a type of the SPI. It remembers which of the type's methods were
 * called, so that one which a release adds does not go unnoticed. Not thread-safe.
 */
final class Subject {
  private final Class<?> type;
  private final Object target;
  private final Set<String> called = new TreeSet<>();

  Subject(Class<?> type, Object target) {
    this.type = type;
    this.target = type.cast(Objects.requireNonNull(target, type.getName()));
  }

  Object target() {
    return target;
  }

  /** Whether this release has a method of that name and number of parameters. */
  boolean has(String name, int parameters) {
    return Arrays.stream(type.getMethods())
        .anyMatch(m -> m.getName().equals(name) && m.getParameterCount() == parameters);
  }

  /** Calls the method that takes these arguments and returns what it does. */
  Object call(String name, Object... arguments) throws Exception {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name) && takes(method, arguments)) {
        called.add(signature(method));
        try {
          return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
          throw new IllegalStateException(method + " failed: " + e.getCause(), e.getCause());
        }
      }
    }
    throw new IllegalStateException(
        type.getName() + " has no " + name + " for " + Arrays.toString(arguments));
  }

  /** As {@link #call}, and null where the release does not have the method. */
  Object callIfThere(String name, Object... arguments) throws Exception {
    return has(name, arguments.length) ? call(name, arguments) : null;
  }

  /** Calls the method and fails unless it returns this. */
  void expect(Object expected, String name, Object... arguments) throws Exception {
    Check.equal(type.getSimpleName() + "." + name, call(name, arguments), expected);
  }

  /** As {@link #expect}, and nothing where the release does not have the method. */
  void expectIfThere(Object expected, String name, Object... arguments) throws Exception {
    if (has(name, arguments.length)) {
      expect(expected, name, arguments);
    }
  }

  /**
   * Ends the drive of this object.
   *
   * @param legacy methods that no release calls on a plugin such as this one: name, a slash, and
   *     the number of parameters
   * @return how many methods were driven
   * @throws IllegalStateException when the type has a method that was not
   */
  int finish(String... legacy) {
    for (Method method : type.getMethods()) {
      boolean ours =
          method.getDeclaringClass() != Object.class
              && !Modifier.isStatic(method.getModifiers())
              && !method.isBridge()
              && !Arrays.asList(legacy)
                  .contains(method.getName() + "/" + method.getParameterCount());
      if (ours && !called.contains(signature(method))) {
        throw new IllegalStateException("the drive does not know " + method);
      }
    }
    return called.size();
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }

  private static boolean takes(Method method, Object[] arguments) {
    Class<?>[] types = method.getParameterTypes();
    if (method.isBridge() || types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (arguments[i] != null && !boxed(types[i]).isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static Class<?> boxed(Class<?> type) {
    if (type == int.class) {
      return Integer.class;
    }
    if (type == long.class) {
      return Long.class;
    }
    return type == boolean.class ? Boolean.class : type;
  }
}
