// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorVersion;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;
import org.apache.iggy.connector.connect.runtime.monitor.RecordSample;

/**
 * A runtime as its HTTP API sees and drives it.
 *
 * <p>Thread-safe. Every method returns within a deadline of the runtime's own. All that take a
 * connector's id throw an {@link OperationException} with {@code CONNECTOR_NOT_FOUND} when there is
 * none of that id, unless they say otherwise.
 */
public interface RuntimeOperations {
  /** The runtime as a whole. */
  RuntimeStatus status();

  /** All connectors that are configured, disabled and failed ones among them, sorted by key. */
  List<ConnectorSnapshot> connectors();

  /** The connector of this id; empty when there is none. */
  default Optional<ConnectorSnapshot> connector(ConnectorId id) {
    return connectors().stream().filter(connector -> connector.id().equals(id)).findFirst();
  }

  /** All versions of a connector's configuration, oldest first. */
  List<ConnectorVersion> configs(ConnectorId id);

  /** What a connector runs with from its next start on; empty when that cannot be read. */
  Optional<ConnectorVersion> activeConfig(ConnectorId id);

  /**
   * Stores a new version. One of a key that is new becomes active and starts; another stays
   * inactive until {@link #activateConfig}.
   *
   * @param document the configuration without type, key and version
   * @throws OperationException INVALID_CONFIGURATION with all its problems
   */
  ConnectorVersion createConfig(ConnectorId id, Map<String, Object> document);

  /**
   * Has the connector run this version from its next start on.
   *
   * @throws OperationException VERSION_NOT_FOUND
   */
  void activateConfig(ConnectorId id, long version);

  /**
   * Deletes one version; the highest that remains becomes active if it was the active one. With the
   * last one the connector goes.
   *
   * @param version empty for the active one
   * @throws OperationException VERSION_NOT_FOUND
   */
  void deleteConfig(ConnectorId id, OptionalLong version);

  /** Stops a connector and deletes all versions of its configuration. */
  void deleteConnector(ConnectorId id);

  /**
   * All that is wrong with a configuration, for a key that exists or not. Stores nothing.
   *
   * @param document the configuration without type, key and version
   */
  List<ConfigProblem> validate(ConnectorId id, Map<String, Object> document);

  /**
   * Stops a connector if it runs, and starts it with the active version of its configuration.
   * Returns when it runs.
   *
   * @throws OperationException CONFLICT when it is disabled, START_FAILED when it does not start
   */
  void restart(ConnectorId id);

  /**
   * Lets it move nothing until {@link #resume}; it keeps its place in the group.
   *
   * @throws OperationException CONFLICT when it neither runs nor is paused
   */
  void pause(ConnectorId id);

  /**
   * Ends a pause.
   *
   * @throws OperationException CONFLICT when it neither runs nor is paused
   */
  void resume(ConnectorId id);

  /** Finishes the batch at hand and stops; {@link #restart} starts it again. */
  void stop(ConnectorId id);

  /** How far a sink is in each partition of its topics. Only for sinks. */
  List<PartitionProgress> positions(ConnectorId id);

  /** What a source has stored of its progress. Only for sources. */
  SourceProgress sourceState(ConnectorId id);

  /**
   * Has a connector go on from another place.
   *
   * @throws OperationException CONFLICT when it is neither stopped, disabled nor failed;
   *     NOT_SUPPORTED for a source with another target than EARLIEST
   */
  void resetPosition(ConnectorId id, PositionReset reset);

  /** What went to the dead-letter topic. */
  DeadLetterCounts deadLetters(ConnectorId id);

  /** The last errors, newest first. */
  List<ErrorEvent> recentErrors(ConnectorId id);

  /** A few of the records that passed lately, newest first. */
  List<RecordSample> samples(ConnectorId id);
}
