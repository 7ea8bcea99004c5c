// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * Implements an interface of Pinot or Helix of which only a few methods matter here.
 *
 * <p>Proxies rather than classes, because the interfaces gain and lose methods from one Pinot
 * release to the next.
 */
final class InterfaceStandIn {
  private InterfaceStandIn() {}

  /** What one method returns. */
  interface Answer {
    /** The value for these arguments, which are null when the method has none. */
    Object to(Object[] arguments);
  }

  /** An answer that is always the same. */
  static Answer always(Object value) {
    return arguments -> value;
  }

  /** Answers the named methods as given, all others with 0, false or null. */
  static <T> T withDefaults(Class<T> type, Map<String, Answer> answers) {
    return create(type, answers, method -> zeroValue(method.getReturnType()));
  }

  /** Answers the named methods as given and fails loudly on all others. */
  static <T> T strict(Class<T> type, Map<String, Answer> answers) {
    return create(
        type,
        answers,
        method -> {
          throw new UnsupportedOperationException(
              type.getSimpleName() + "." + method.getName() + " is not part of the embedded Pinot");
        });
  }

  private interface Otherwise {
    Object answer(Method method);
  }

  private static <T> T create(Class<T> type, Map<String, Answer> answers, Otherwise otherwise) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return answerAsObject(type, proxy, method, arguments);
          }
          Answer answer = answers.get(method.getName());
          if (answer != null) {
            return answer.to(arguments);
          }
          return method.isDefault()
              ? InvocationHandler.invokeDefault(proxy, method, arguments)
              : otherwise.answer(method);
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object answerAsObject(
      Class<?> type, Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "embedded " + type.getSimpleName();
    };
  }

  private static Object zeroValue(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    return type == long.class ? (Object) 0L : null;
  }
}
