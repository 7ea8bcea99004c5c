// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.command.Request;

/** Whatever carries a request to a server and brings its answer: a connection or a client. */
public interface RequestExecutor {
  /**
   * Sends a request and waits for its answer.
   *
   * @throws IggyServerException when the server refuses it
   * @throws IggyException when the connection fails or a deadline passes
   */
  <R> R execute(Request<R> request);
}
