// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * Makes transforms of one type. Found by {@link java.util.ServiceLoader}; has a public constructor
 * without parameters. Thread-safe.
 */
public interface TransformFactory {
  /** The type in configuration files, such as {@code add_fields}. */
  String type();

  /** One sentence on what it does. */
  String description();

  /** The keys of its table. */
  ConfigSpec spec();

  /**
   * Makes a transform.
   *
   * @throws ConnectException of category CONFIGURATION, which names the keys
   */
  Transform create(Config config);
}
