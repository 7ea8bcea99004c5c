// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.monitor;

import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.error.Stage;

/**
 * Is told what happens in connectors, for metrics.
 *
 * <p>Called on the tasks' threads, per batch and never per record, several at once: thread-safe and
 * quick. What it throws is logged and has no other effect.
 */
public interface ConnectorListener {
  /** A connector was added. */
  default void added(ConnectorId connector) {}

  /** A connector was deleted. */
  default void removed(ConnectorId connector) {}

  /** A connector's status has changed. */
  default void statusChanged(ConnectorId connector, ConnectorStatus status) {}

  /** A stage was gone through for a batch. */
  default void timed(ConnectorId connector, Stage stage, long nanos) {}

  /** A batch was done from its first stage to its last. */
  default void completed(ConnectorId connector, long nanos) {}

  /**
   * How old the last message of a batch was when a sink had written it, since the server took it.
   */
  default void latency(ConnectorId connector, long micros) {}

  /** Something went wrong. */
  default void failed(ConnectorId connector, ErrorEvent error) {}
}
