// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the signals that stop a process: the first one lets it finish, the second one ends it at
 * once.
 *
 * <p>A shutdown hook cannot tell a second signal, so the signals themselves are handled. The JDK
 * has no public name for that; all JVMs that are in use have this one.
 */
final class StopSignals {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
  private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15);
  private static final int EXIT_BY_SIGNAL = 128;

  private final CountDownLatch first = new CountDownLatch(1);
  private final Map<Object, Object> former = new LinkedHashMap<>();

  StopSignals() {
    try {
      for (Map.Entry<String, Integer> signal : NUMBERS.entrySet()) {
        handle(signal.getKey(), signal.getValue());
      }
    } catch (ReflectiveOperationException e) {
      LOG.warn("Signals cannot be handled: the process ends at the first one", e);
    }
  }

  private void handle(String name, int number) throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object handler =
        Proxy.newProxyInstance(
            handlerType.getClassLoader(),
            new Class<?>[] {handlerType},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handle")) {
                came(number);
                return null;
              }
              return method.getName().equals("hashCode")
                  ? System.identityHashCode(proxy)
                  : method.getName().equals("equals") ? proxy == arguments[0] : "stop signals";
            });
    Object signal = signalType.getConstructor(String.class).newInstance(name);
    former.put(signal, install(signalType, handlerType, signal, handler));
  }

  private static Object install(
      Class<?> signalType, Class<?> handlerType, Object signal, Object handler)
      throws ReflectiveOperationException {
    try {
      return signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
    } catch (InvocationTargetException e) {
      // The JVM was started with -Xrs, and leaves this signal to the system.
      LOG.debug("{} is not handled", signal, e);
      return null;
    }
  }

  private void came(int number) {
    if (first.getCount() == 0) {
      Runtime.getRuntime().halt(EXIT_BY_SIGNAL + number);
    }
    first.countDown();
  }

  /** Counts as the first signal. */
  void stop() {
    first.countDown();
  }

  /** Waits for the first signal. */
  void await() throws InterruptedException {
    first.await();
  }

  /** Leaves the signals to whom they belonged before. */
  void release() {
    former.forEach(
        (signal, handler) -> {
          if (handler != null) {
            restore(signal, handler);
          }
        });
  }

  private static void restore(Object signal, Object handler) {
    try {
      install(signal.getClass(), Class.forName("sun.misc.SignalHandler"), signal, handler);
    } catch (ReflectiveOperationException e) {
      LOG.debug("{} stays handled", signal, e);
    }
  }
}
