// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import io.javalin.http.Context;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ConnectorVersion;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;
import org.apache.iggy.connector.connect.http.view.OperationException;
import org.apache.iggy.connector.connect.http.view.OperationException.Reason;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;

/** Finds the connector that a path's {@code {key}} names. */
final class RequestedConnector {
  private final RuntimeOperations runtime;
  private final ConnectorType type;

  RequestedConnector(RuntimeOperations runtime, ConnectorType type) {
    this.runtime = runtime;
    this.type = type;
  }

  /** The id in the path, of a connector that may not exist. */
  ConnectorId idIn(Context context) {
    return new ConnectorId(type, context.pathParam("key"));
  }

  /**
   * The connector.
   *
   * @throws OperationException CONNECTOR_NOT_FOUND
   */
  ConnectorSnapshot of(Context context) {
    ConnectorId id = idIn(context);
    return runtime
        .connector(id)
        .orElseThrow(() -> new OperationException(Reason.CONNECTOR_NOT_FOUND, "there is no " + id));
  }

  /**
   * What a connector runs with from its next start on.
   *
   * @throws OperationException VERSION_NOT_FOUND when that cannot be read
   */
  ConnectorVersion activeConfig(ConnectorId id) {
    return runtime
        .activeConfig(id)
        .orElseThrow(
            () ->
                new OperationException(
                    Reason.VERSION_NOT_FOUND,
                    "the configuration of " + id + " cannot be read; see its last error"));
  }

  /** Whether a version is what it runs with from its next start on. */
  boolean isActive(ConnectorVersion config) {
    return runtime
        .activeConfig(config.id())
        .filter(active -> active.version() == config.version())
        .isPresent();
  }
}
