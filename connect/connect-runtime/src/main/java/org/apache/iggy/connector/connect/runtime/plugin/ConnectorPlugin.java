// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.util.ServiceLoader;
import org.apache.iggy.connector.connect.api.Connector;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * A connector that can be used. Thread-safe.
 *
 * @param <C> whether it is a sink or a source
 */
public final class ConnectorPlugin<C extends Connector> {
  private final ServiceLoader.Provider<C> provider;
  private final PluginOrigin origin;
  private final ConnectorInfo info;
  private final ConfigSpec spec;

  /** Makes an instance to ask it. */
  ConnectorPlugin(ServiceLoader.Provider<C> provider, PluginOrigin origin) {
    this.provider = provider;
    this.origin = origin;
    C connector = PluginThread.call(classLoader(), provider);
    this.info = connector.info();
    this.spec = connector.spec();
  }

  /** What it is called. */
  public ConnectorInfo info() {
    return info;
  }

  /** The name in configurations. */
  public String name() {
    return info.name();
  }

  /** The keys of its {@code plugin_config}. */
  public ConfigSpec spec() {
    return spec;
  }

  /** Where it comes from. */
  public PluginOrigin origin() {
    return origin;
  }

  /** Makes calls of it with its class loader as the thread's, as its libraries expect. */
  public void run(Runnable calls) {
    PluginThread.call(
        classLoader(),
        () -> {
          calls.run();
          return null;
        });
  }

  /** What its classes are loaded by: to be the context class loader while it is called. */
  public ClassLoader classLoader() {
    return provider.type().getClassLoader();
  }

  /**
   * A new instance, for one task.
   *
   * @throws java.util.ServiceConfigurationError when its constructor throws
   */
  public C create() {
    return PluginThread.call(classLoader(), provider);
  }

  @Override
  public String toString() {
    return info.name() + " from " + origin;
  }
}
