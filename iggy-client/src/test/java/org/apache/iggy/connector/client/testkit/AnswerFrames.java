// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntFunction;

/**
 * Passes a server's answers on, frame by frame, and has a fault put in where one begins: a header
 * of status and body length, both u32 little-endian, then the body.
 */
final class AnswerFrames {
  static final int HEADER_BYTES = 8;
  private static final int LENGTH_AT = 4;

  private final OutputStream out;
  private final IntFunction<AnswerFault> faults;
  private final ByteBuffer header =
      ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long bodyLeft;
  private long passLeft = Long.MAX_VALUE;

  /**
   * @param faults the fault for an answer of so many bytes, or null
   */
  AnswerFrames(OutputStream out, IntFunction<AnswerFault> faults) {
    this.out = out;
    this.faults = faults;
  }

  /** Passes on bytes as they came from the server; throws where the connection is to be cut. */
  void write(byte[] bytes, int length) throws IOException {
    int at = 0;
    while (at < length) {
      if (bodyLeft == 0) {
        header.put(bytes[at++]);
        if (!header.hasRemaining()) {
          beginAnswer();
        }
      } else {
        int part = (int) Math.min(bodyLeft, length - at);
        bodyLeft -= part;
        pass(bytes, at, part);
        at += part;
      }
    }
    out.flush();
  }

  private void beginAnswer() throws IOException {
    int length = header.getInt(LENGTH_AT);
    bodyLeft = Integer.toUnsignedLong(length);
    AnswerFault fault = faults.apply((int) Math.min(Integer.MAX_VALUE, HEADER_BYTES + bodyLeft));
    if (fault != null) {
      header.putInt(LENGTH_AT, fault.claimedLength(length));
      passLeft = fault.cutAfter() == FaultProxy.NEVER ? Long.MAX_VALUE : fault.cutAfter();
    }
    pass(header.array(), 0, HEADER_BYTES);
    header.clear();
  }

  private void pass(byte[] bytes, int at, int length) throws IOException {
    int passed = (int) Math.min(passLeft, length);
    out.write(bytes, at, passed);
    passLeft -= passLeft == Long.MAX_VALUE ? 0 : passed;
    if (passed < length || passLeft == 0) {
      out.flush();
      throw new EOFException("cut here");
    }
  }
}
