// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where connectors' configurations are kept, in versions of which one is active. Thread-safe.
 *
 * <p>All methods may throw a {@link ProviderException} when the place cannot be reached.
 */
public interface ConnectorsProvider {
  /** Loads what is active now; what is wrong there is in the answer, and no exception. */
  LoadedConnectors load();

  /**
   * Something that equals what it was before only when {@link #load} would give the same, and costs
   * little; empty when that cannot be told without loading.
   */
  Optional<Object> fingerprint();

  /** All versions of a connector, the oldest first; none when there is no such connector. */
  List<ConnectorVersion> versions(ConnectorId id);

  /** One version; empty when there is none. */
  Optional<ConnectorVersion> version(ConnectorId id, long version);

  /** The active version; empty when there is no such connector. */
  Optional<ConnectorVersion> active(ConnectorId id);

  /**
   * Everything that is wrong with a configuration, warnings too; keeps nothing.
   *
   * @param values as {@link #create} takes them
   */
  List<ConfigurationProblem> validate(ConnectorId id, Map<String, Object> values);

  /**
   * Keeps a new version, with the next number. The first one is active; later ones have to be
   * activated.
   *
   * @param values the configuration as a file has it; type, key and version are set
   * @throws ConfigurationException with everything that is wrong, when there are errors
   */
  ConnectorVersion create(ConnectorId id, Map<String, Object> values);

  /**
   * Makes a version the active one.
   *
   * @throws VersionNotFoundException when there is none
   */
  void activate(ConnectorId id, long version);

  /**
   * Deletes a version; without a number, the active one. When the active one is deleted, the
   * highest that is left becomes active.
   *
   * @throws VersionNotFoundException when there is none
   */
  void delete(ConnectorId id, OptionalLong version);
}
