// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.util.function.Supplier;

/**
 * Calls into plugins with their class loader as the thread's: many libraries look there for what
 * they load by name.
 */
final class PluginThread {
  private PluginThread() {}

  /** Runs a call. */
  static <T> T call(ClassLoader loader, Supplier<T> call) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return call.get();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
