// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;

/** A VSR request of a test's own making, right or wrong. */
final class VsrFrame {
  static final int REGISTER = 1;
  static final int NON_REPLICATED = 2;
  static final int LOGOUT = 3;
  static final int CREATE_STREAM = 128;

  private final ByteBuffer frame;

  private VsrFrame(byte[] body) {
    int length = VsrHeader.LENGTH + body.length;
    frame = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    frame.put(VsrHeader.LENGTH, body);
    size(length).command(VsrHeader.REQUEST).client(1);
  }

  /** A request of this operation from client 1, with everything else 0. */
  static VsrFrame of(int operation, byte... body) {
    VsrFrame frame = new VsrFrame(body);
    frame.frame.put(VsrHeader.REQUEST_OPERATION_OFFSET, (byte) operation);
    return frame;
  }

  /** A request that is not replicated. */
  static VsrFrame of(CommandCode code, byte... body) {
    return of(NON_REPLICATED, body).code(code.code());
  }

  VsrFrame code(int value) {
    frame.putInt(VsrHeader.REQUEST_CODE_OFFSET, value);
    return this;
  }

  VsrFrame size(int value) {
    frame.putInt(VsrHeader.SIZE_OFFSET, value);
    return this;
  }

  VsrFrame command(int value) {
    frame.put(VsrHeader.COMMAND_OFFSET, (byte) value);
    return this;
  }

  VsrFrame client(long value) {
    frame.putLong(VsrHeader.REQUEST_CLIENT_OFFSET, value);
    return this;
  }

  VsrFrame number(long value) {
    frame.putLong(VsrHeader.REQUEST_NUMBER_OFFSET, value);
    return this;
  }

  VsrFrame session(long value) {
    frame.putLong(VsrHeader.REQUEST_SESSION_OFFSET, value);
    return this;
  }

  VsrFrame checksum(long value) {
    frame.putLong(VsrHeader.REQUEST_CHECKSUM_OFFSET, value);
    return this;
  }

  /** The first 8 bytes are a legacy request for one's own session. */
  VsrFrame thatLegacyServersAnswer() {
    frame.putInt(0, VsrHeader.LENGTH - 4).putInt(4, CommandCode.GET_ME.code());
    return this;
  }

  byte[] bytes() {
    return frame.array();
  }
}
