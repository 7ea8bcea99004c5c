// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.command.Request;

/**
 * A request that was sent and whose answer has not been taken yet.
 *
 * @param <R> what the server answers
 */
public final class PendingResponse<R> {
  private final Request<R> request;
  private final long ticket;

  PendingResponse(Request<R> request, long ticket) {
    this.request = request;
    this.ticket = ticket;
  }

  /** The request that was sent. */
  public Request<R> request() {
    return request;
  }

  long ticket() {
    return ticket;
  }
}
