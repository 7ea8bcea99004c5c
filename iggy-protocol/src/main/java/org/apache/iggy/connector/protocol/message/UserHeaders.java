// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;

/** The user headers of a message. */
public final class UserHeaders {
  private static final UserHeaders EMPTY = new UserHeaders(new byte[0]);

  private final byte[] encoded;

  private UserHeaders(byte[] encoded) {
    this.encoded = encoded;
  }

  /** No headers. */
  public static UserHeaders empty() {
    return EMPTY;
  }

  /** Reads headers. */
  public static UserHeaders decode(ByteBuffer source, int position, int length) {
    byte[] bytes = new byte[length];
    ByteBuffer view = source.duplicate();
    view.position(position);
    view.get(bytes);
    return new UserHeaders(bytes);
  }

  /** Bytes they take. */
  public int encodedLength() {
    return encoded.length;
  }

  /** Writes them. */
  public void encode(ByteBuffer destination) {
    destination.put(encoded);
  }
}
