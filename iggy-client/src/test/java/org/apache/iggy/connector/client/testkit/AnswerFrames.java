// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Passes a server's answers on, frame by frame, and has a fault put in where one begins.
 *
 * <p>Up to 0.8 a header has a status and the body's length, both u32 little-endian; in 0.9 it has
 * 256 bytes, and the whole frame's size as a u32 at 48. A connection is of 0.9 when its first
 * answer begins with eight zeros, the checksum that its servers do not compute: no answer to a
 * login or a probe of 0.8 does.
 */
final class AnswerFrames {
  /** What happens to an answer whose header and body have so many bytes; null for nothing. */
  interface Faults {
    AnswerFault next(int headerBytes, int bodyBytes);
  }

  private static final int LEGACY_HEADER_BYTES = 8;
  private static final int LEGACY_LENGTH_AT = 4;
  private static final int VSR_HEADER_BYTES = 256;
  private static final int VSR_SIZE_AT = 48;

  private final OutputStream out;
  private final Faults faults;
  private byte[] bytes = new byte[LEGACY_HEADER_BYTES];
  private ByteBuffer header = fields(bytes);
  private boolean first = true;
  private boolean vsr;
  private long bodyLeft;
  private long passLeft = Long.MAX_VALUE;

  AnswerFrames(OutputStream out, Faults faults) {
    this.out = out;
    this.faults = faults;
  }

  private static ByteBuffer fields(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Passes on bytes as they came from the server; throws where the connection is to be cut. */
  void write(byte[] answer, int length) throws IOException {
    int at = 0;
    while (at < length) {
      if (bodyLeft == 0) {
        header.put(answer[at++]);
        if (!header.hasRemaining()) {
          endHeader();
        }
      } else {
        int part = (int) Math.min(bodyLeft, length - at);
        bodyLeft -= part;
        pass(answer, at, part);
        at += part;
      }
    }
    out.flush();
  }

  private void endHeader() throws IOException {
    if (first) {
      first = false;
      vsr = header.getLong(0) == 0;
      if (vsr) {
        bytes = Arrays.copyOf(bytes, VSR_HEADER_BYTES);
        header = fields(bytes);
        header.position(LEGACY_HEADER_BYTES);
        return;
      }
    }
    int length = header.getInt(vsr ? VSR_SIZE_AT : LEGACY_LENGTH_AT) - (vsr ? VSR_HEADER_BYTES : 0);
    bodyLeft = Integer.toUnsignedLong(length);
    AnswerFault fault = faults.next(bytes.length, (int) Math.min(1 << 30, bodyLeft));
    if (fault != null) {
      claimLength(fault.claimedLength(length));
      passLeft = fault.cutAfter() == FaultProxy.NEVER ? Long.MAX_VALUE : fault.cutAfter();
    }
    pass(bytes, 0, bytes.length);
    header.clear();
  }

  private void claimLength(int length) {
    if (vsr) {
      header.putInt(VSR_SIZE_AT, VSR_HEADER_BYTES + length);
    } else {
      header.putInt(LEGACY_LENGTH_AT, length);
    }
  }

  private void pass(byte[] part, int at, int length) throws IOException {
    int passed = (int) Math.min(passLeft, length);
    out.write(part, at, passed);
    passLeft -= passLeft == Long.MAX_VALUE ? 0 : passed;
    if (passed < length || passLeft == 0) {
      out.flush();
      throw new EOFException("cut here");
    }
  }
}
