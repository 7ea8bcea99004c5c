// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** How a client is connected. */
public enum TransportProtocol {
  /** TCP. */
  TCP(1),

  /** QUIC. */
  QUIC(2),

  /** HTTP. */
  HTTP(3),

  /** WebSocket. */
  WEB_SOCKET(4);

  private final int code;

  TransportProtocol(int code) {
    this.code = code;
  }

  /** The code on the wire. */
  public int code() {
    return code;
  }

  /** The value with this code; an unknown code is a {@link MalformedFrameException}. */
  public static TransportProtocol of(int code) {
    for (TransportProtocol value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    throw new MalformedFrameException("unknown TransportProtocol code " + code);
  }
}
