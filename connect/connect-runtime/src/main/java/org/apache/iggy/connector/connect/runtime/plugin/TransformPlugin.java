// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import org.apache.iggy.connector.connect.api.TransformFactory;

/**
 * A type of transform that can be used.
 *
 * @param factory makes them
 * @param origin where it comes from
 */
public record TransformPlugin(TransformFactory factory, PluginOrigin origin) {
  /** The type in configurations. */
  public String type() {
    return factory.type();
  }
}
