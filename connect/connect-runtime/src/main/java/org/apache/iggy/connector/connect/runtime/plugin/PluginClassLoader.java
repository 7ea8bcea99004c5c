// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The classes of one plugin: its own jars first, then the JDK. Of the runtime it sees the API of
 * connectors and slf4j and nothing else, and those are never its own, so that plugins may hold any
 * library in any version.
 */
final class PluginClassLoader extends URLClassLoader {
  private static final List<String> SHARED =
      List.of("org.apache.iggy.connector.connect.api.", "org.slf4j.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader runtime;

  /** Loads from these jars. */
  PluginClassLoader(String name, URL[] jars) {
    super(name, jars, ClassLoader.getPlatformClassLoader());
    this.runtime = PluginClassLoader.class.getClassLoader();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (SHARED.stream().anyMatch(name::startsWith)) {
      return runtime.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null) {
        found = name.startsWith("java.") ? getParent().loadClass(name) : ownOrJdk(name);
      }
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  private Class<?> ownOrJdk(String name) throws ClassNotFoundException {
    try {
      return findClass(name);
    } catch (ClassNotFoundException e) {
      return getParent().loadClass(name);
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? getParent().getResource(name) : own;
  }
}
