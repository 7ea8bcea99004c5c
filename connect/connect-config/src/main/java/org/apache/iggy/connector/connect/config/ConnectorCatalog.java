// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * Tells which connectors, transforms and formats there are and which keys they take, so that their
 * tables can be checked with everything else. Thread-safe.
 */
public interface ConnectorCatalog {
  /** The names of the connectors that move data this way. */
  Set<String> connectors(ConnectorType type);

  /** The keys of a connector; empty when there is no such connector. */
  Optional<ConfigSpec> connector(ConnectorType type, String name);

  /** The types of transforms that there are. */
  Set<String> transforms();

  /** The keys of a transform beside {@code enabled}; empty when there is no such transform. */
  Optional<ConfigSpec> transform(String type);

  /** The keys that a format adds to {@code [[streams]]}; empty when that is not known. */
  Optional<ConfigSpec> format(Schema schema);
}
