// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import io.javalin.http.Context;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
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
}
