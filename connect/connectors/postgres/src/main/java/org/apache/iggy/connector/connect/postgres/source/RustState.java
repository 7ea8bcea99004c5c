// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/**
 * Reads the state of the Rust runtime's PostgreSQL source (server 0.7 to 0.8, struct {@code State}
 * of {@code sources/postgres_source}): in <a
 * href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack</a> an array of the
 * time of the last poll (text), a map from table to the last tracking value (text to text), and a
 * count.
 */
final class RustState {
  private final ByteBuffer bytes;

  private RustState(byte[] state) {
    this.bytes = ByteBuffer.wrap(state);
  }

  /**
   * Reads one.
   *
   * @throws ConnectException of category CONFIGURATION when it is none
   */
  static PollingState read(byte[] state) {
    try {
      return new RustState(state).read();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "the state of this source is neither this runtime's nor the Rust runtime's: reset the"
              + " connector's state to start anew",
          e);
    }
  }

  private PollingState read() {
    if (size(0x90, 0xdc) != 3) {
      throw new IllegalArgumentException("not an array of three");
    }
    text();
    PollingState state = PollingState.NEW;
    for (int left = size(0x80, 0xde); left > 0; left--) {
      String table = text();
      TableCursor cursor = new TableCursor(List.of(text()), null, null, List.of());
      state = state.with(table, cursor);
    }
    return state;
  }

  /** The size of an array or a map: in the first byte, or in 16 or 32 bits behind it. */
  private int size(int fixed, int marker16) {
    int marker = Byte.toUnsignedInt(bytes.get());
    if ((marker & 0xf0) == fixed) {
      return marker & 0x0f;
    }
    if (marker == marker16) {
      return Short.toUnsignedInt(bytes.getShort());
    }
    if (marker == marker16 + 1) {
      return bytes.getInt();
    }
    throw new IllegalArgumentException("no size at " + (bytes.position() - 1));
  }

  private String text() {
    int marker = Byte.toUnsignedInt(bytes.get());
    int length =
        switch (marker) {
          case 0xd9 -> Byte.toUnsignedInt(bytes.get());
          case 0xda -> Short.toUnsignedInt(bytes.getShort());
          case 0xdb -> bytes.getInt();
          default -> {
            if ((marker & 0xe0) != 0xa0) {
              throw new IllegalArgumentException("no text at " + (bytes.position() - 1));
            }
            yield marker & 0x1f;
          }
        };
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("a text is longer than the state");
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
