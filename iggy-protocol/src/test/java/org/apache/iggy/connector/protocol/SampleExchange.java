// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import org.apache.iggy.connector.protocol.command.Request;

/**
 * A request with an answer that fits it.
 *
 * @param <R> what the server answers
 */
final class SampleExchange<R> {
  final Request<R> request;
  final R response;

  SampleExchange(Request<R> request, R response) {
    this.request = request;
    this.response = response;
  }

  /** The server's frame with the answer to the request it received last. */
  byte[] answer(Peers peers) {
    return peers.answer(request, response);
  }

  /** What the client reads out of a frame. */
  R take(Peers peers, byte[] frame) {
    return peers.take(request, frame);
  }
}
