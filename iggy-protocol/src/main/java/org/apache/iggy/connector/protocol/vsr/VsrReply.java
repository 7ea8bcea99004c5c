// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.primitive.ProtocolVersion;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** What the header of a server's frame says, a reply or an eviction. Immutable. */
public final class VsrReply {
  private static final int RESULT_LENGTH = 8;

  private final Optional<Eviction> eviction;
  private final long bodyLength;
  private final long number;
  private final int operation;
  private final int status;

  private VsrReply(
      Optional<Eviction> eviction, long bodyLength, long number, int operation, int status) {
    this.eviction = eviction;
    this.bodyLength = bodyLength;
    this.number = number;
    this.operation = operation;
    this.status = status;
  }

  /**
   * Reads a header from the buffer's position; the buffer is not moved.
   *
   * @throws MalformedFrameException when it is no header of a server
   */
  public static VsrReply read(ByteBuffer header) {
    ByteBuffer frame = header.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (frame.remaining() < VsrHeader.LENGTH) {
      throw new MalformedFrameException(
          "a header has " + VsrHeader.LENGTH + " bytes, " + frame.remaining() + " are there");
    }
    long size = Integer.toUnsignedLong(frame.getInt(VsrHeader.SIZE_OFFSET));
    int command = Byte.toUnsignedInt(frame.get(VsrHeader.COMMAND_OFFSET));
    if (size < VsrHeader.LENGTH) {
      throw new MalformedFrameException("size " + size + " of a frame is less than its header");
    }
    long body = size - VsrHeader.LENGTH;
    if (command == VsrHeader.EVICTION) {
      if (body > 0) {
        throw new MalformedFrameException("an eviction has " + body + " bytes too many");
      }
      return new VsrReply(Optional.of(readEviction(frame)), body, 0, 0, 0);
    }
    if (command != VsrHeader.REPLY) {
      throw new MalformedFrameException("command " + command + " is none that servers send");
    }
    return new VsrReply(
        Optional.empty(),
        body,
        frame.getLong(VsrHeader.REPLY_NUMBER_OFFSET),
        Byte.toUnsignedInt(frame.get(VsrHeader.REPLY_OPERATION_OFFSET)),
        status(frame.getInt(VsrHeader.REPLY_STATUS_OFFSET)));
  }

  private static Eviction readEviction(ByteBuffer frame) {
    return new Eviction(
        Byte.toUnsignedInt(frame.get(VsrHeader.EVICTION_REASON_OFFSET)),
        protocol(frame, VsrHeader.EVICTION_MIN_PROTOCOL_OFFSET),
        protocol(frame, VsrHeader.EVICTION_MAX_PROTOCOL_OFFSET));
  }

  private static ProtocolVersion protocol(ByteBuffer frame, int at) {
    return ProtocolVersion.ofWord(Integer.toUnsignedLong(frame.getInt(at)));
  }

  private static int status(int word) {
    if (word < 0) {
      throw new MalformedFrameException("status " + Integer.toUnsignedLong(word) + " is no status");
    }
    return word;
  }

  /**
   * The status in the result section of a reply's body; 0 when there is no section.
   *
   * @param operation the operation in the reply's header
   * @throws MalformedFrameException when there should be one and is not
   */
  public static int resultStatus(int operation, ByteBuffer body) {
    if (!body.hasRemaining() || !VsrOperation.hasResultSection(operation)) {
      return 0;
    }
    WireReader in = new WireReader(body);
    if (in.count(RESULT_LENGTH) == 0) {
      return 0;
    }
    in.skip(Integer.BYTES);
    int status = status((int) in.u32());
    if (status == 0) {
      throw new MalformedFrameException("a result section has an entry without an error");
    }
    return status;
  }

  /** Steps over the result section of a successful reply, if there is one. */
  public static void skipResult(int operation, WireReader in) {
    if (in.hasRemaining() && VsrOperation.hasResultSection(operation)) {
      in.skip(Integer.BYTES);
    }
  }

  /** What it says of the connection, when it is an eviction; the rest is 0 then. */
  public Optional<Eviction> eviction() {
    return eviction;
  }

  /** Bytes that follow the header. */
  public long bodyLength() {
    return bodyLength;
  }

  /** Number of the request it answers. */
  public long number() {
    return number;
  }

  /** Code of the operation, perhaps an internal one. */
  public int operation() {
    return operation;
  }

  /** 0, or an error, without a body. */
  public int status() {
    return status;
  }
}
