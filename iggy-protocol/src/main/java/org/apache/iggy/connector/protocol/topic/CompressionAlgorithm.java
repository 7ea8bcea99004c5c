// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** How the server compresses what it stores. */
public enum CompressionAlgorithm {
  /** Not at all. */
  NONE(1),

  /** With gzip. */
  GZIP(2);

  private final int code;

  CompressionAlgorithm(int code) {
    this.code = code;
  }

  /** The code on the wire. */
  public int code() {
    return code;
  }

  /** The value with this code; an unknown code is a {@link MalformedFrameException}. */
  public static CompressionAlgorithm of(int code) {
    for (CompressionAlgorithm value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    throw new MalformedFrameException("unknown CompressionAlgorithm code " + code);
  }
}
