// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;

/** Both ends of one connection: what the client writes the server reads, and the other way. */
abstract class Peers {
  /** New peers of a generation. */
  static Peers of(ProtocolGeneration generation) {
    return generation == ProtocolGeneration.LEGACY ? new LegacyPeers() : new VsrPeers();
  }

  /** The client's frame with a request. */
  abstract byte[] send(Request<?> request);

  /** What the server reads out of the frame; it answers this one next. */
  abstract Request<?> receive(byte[] frame);

  /** The server's frame with the answer. */
  abstract <R> byte[] answer(Request<R> request, R response);

  /** What the client reads out of the frame. */
  abstract <R> R take(Request<R> request, byte[] frame);

  /** Bytes before a request's body. */
  abstract int requestHeaderLength();

  /** Bytes before a response's body. */
  abstract int responseHeaderLength();
}
