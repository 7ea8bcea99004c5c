// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.lang.reflect.InvocationTargetException;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Goes through the services of a class loader without letting one that is broken hide others. */
final class ServiceScan {
  private ServiceScan() {}

  /**
   * Goes through them.
   *
   * @param found is given each; what it throws is a problem of that one
   * @param broken is told of each that cannot be used
   * @return how many there are of both kinds
   */
  static <S> int scan(
      Class<S> service,
      ClassLoader loader,
      Consumer<ServiceLoader.Provider<S>> found,
      Consumer<String> broken) {
    try (Stream<ServiceLoader.Provider<S>> providers =
        ServiceLoader.load(service, loader).stream()) {
      Iterator<ServiceLoader.Provider<S>> each = providers.iterator();
      int count = 0;
      while (next(each, found, broken)) {
        count++;
      }
      return count;
    }
  }

  /** A service loader goes on behind a provider that it could not load. */
  private static <S> boolean next(
      Iterator<ServiceLoader.Provider<S>> each,
      Consumer<ServiceLoader.Provider<S>> found,
      Consumer<String> broken) {
    try {
      if (!each.hasNext()) {
        return false;
      }
      found.accept(each.next());
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      broken.accept(describe(e));
    }
    return true;
  }

  /** The cause that says most: the service loader wraps what a constructor threw. */
  static String describe(Throwable failure) {
    Throwable cause = failure;
    while (isWrapper(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof UnsupportedClassVersionError) {
      return "needs a newer Java than " + Runtime.version().feature() + ": " + cause.getMessage();
    }
    if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
      return "misses the class "
          + String.valueOf(cause.getMessage()).replace('/', '.')
          + ": put the jar that has it into the plugin's folder";
    }
    return cause instanceof ServiceConfigurationError ? cause.getMessage() : cause.toString();
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof ServiceConfigurationError
        || failure instanceof InvocationTargetException
        || failure instanceof ExceptionInInitializerError;
  }
}
