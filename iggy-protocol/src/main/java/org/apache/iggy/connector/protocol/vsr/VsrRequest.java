// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.wire.WireReader;

/**
 * What the header of a client's frame says, for a server. Immutable.
 *
 * <p>A server reads {@link VsrHeader#LENGTH} bytes, asks for the {@link #disposition}, reads {@link
 * #bodyLength} bytes more unless it closes the connection, and answers with {@link VsrReplies}.
 */
public final class VsrRequest {
  /** What a server does with a frame. */
  public enum Disposition {
    /** Carries it out and answers. */
    ANSWER,
    /** Reads the body and says nothing. */
    IGNORE,
    /** Says that clients may not ask for it: {@code EvictionReason.INVALID_REQUEST_OPERATION}. */
    EVICT,
    /** Closes the connection: where the next frame starts is unknown. */
    CLOSE
  }

  private final long size;
  private final int frameCommand;
  private final long clientLow;
  private final long clientHigh;
  private final long checksumLow;
  private final long checksumHigh;
  private final long number;
  private final int operationCode;
  private final long session;
  private final int code;

  private VsrRequest(ByteBuffer frame) {
    size = Integer.toUnsignedLong(frame.getInt(VsrHeader.SIZE_OFFSET));
    frameCommand = Byte.toUnsignedInt(frame.get(VsrHeader.COMMAND_OFFSET));
    clientLow = frame.getLong(VsrHeader.REQUEST_CLIENT_OFFSET);
    clientHigh = frame.getLong(VsrHeader.REQUEST_CLIENT_OFFSET + Long.BYTES);
    checksumLow = frame.getLong(VsrHeader.REQUEST_CHECKSUM_OFFSET);
    checksumHigh = frame.getLong(VsrHeader.REQUEST_CHECKSUM_OFFSET + Long.BYTES);
    number = frame.getLong(VsrHeader.REQUEST_NUMBER_OFFSET);
    operationCode = Byte.toUnsignedInt(frame.get(VsrHeader.REQUEST_OPERATION_OFFSET));
    session = frame.getLong(VsrHeader.REQUEST_SESSION_OFFSET);
    code = frame.getInt(VsrHeader.REQUEST_CODE_OFFSET);
  }

  /** Reads a header of 256 bytes from the buffer's position; the buffer is not moved. */
  public static VsrRequest read(ByteBuffer header) {
    return new VsrRequest(header.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * What a server of Iggy 0.9.0-edge.5 does with a frame that has this header, whoever is logged
   * in.
   */
  public Disposition disposition() {
    if (size < VsrHeader.LENGTH
        || size > VsrHeader.MAX_FRAME_BYTES
        || frameCommand >= VsrHeader.FIRST_UNKNOWN_COMMAND) {
      return Disposition.CLOSE;
    }
    if (frameCommand != VsrHeader.REQUEST || (clientLow | clientHigh) == 0) {
      return Disposition.IGNORE;
    }
    if (VsrOperation.isInternal(operationCode)) {
      return Disposition.EVICT;
    }
    return operation().map(this::disposition).orElse(Disposition.IGNORE);
  }

  private Disposition disposition(VsrOperation operation) {
    switch (operation) {
      case NON_REPLICATED:
        return Disposition.ANSWER;
      case REGISTER:
        return (number | session) == 0 ? Disposition.ANSWER : Disposition.IGNORE;
      default:
        return number == 0 || session == 0 ? Disposition.IGNORE : Disposition.ANSWER;
    }
  }

  /** Bytes that follow the header; negative when the size is impossible. */
  public long bodyLength() {
    return size - VsrHeader.LENGTH;
  }

  /** Low half of the client's id. */
  public long clientLow() {
    return clientLow;
  }

  /** High half of the client's id. */
  public long clientHigh() {
    return clientHigh;
  }

  /** Number of the request; 0 for logins. */
  public long number() {
    return number;
  }

  /** Session that the client believes to have; 0 for none. */
  public long session() {
    return session;
  }

  /** The operation, if clients may send it. */
  public Optional<VsrOperation> operation() {
    return VsrOperation.ofCode(operationCode);
  }

  int operationCode() {
    return operationCode;
  }

  long checksumLow() {
    return checksumLow;
  }

  long checksumHigh() {
    return checksumHigh;
  }

  /** The command's code, which counts for {@link VsrOperation#NON_REPLICATED} only. */
  public int code() {
    return code;
  }

  /**
   * The command it carries: that of the operation, or the one with its {@link #code}, be it one
   * that has an operation of its own (a server answers status 5 then). Empty for logins and for
   * codes that do not exist.
   */
  public Optional<CommandCode> command() {
    return operation()
        .flatMap(o -> o == VsrOperation.NON_REPLICATED ? CommandCode.of(code) : o.command());
  }

  /** Whether the client put the body's checksum into the header. */
  public boolean isStamped() {
    return (checksumLow | checksumHigh) != 0;
  }

  /** The client's checksum of the body, its low half; 0 when it put none. */
  public long checksum() {
    return checksumLow;
  }

  /** Whether the body, between position and limit, fits the checksum, or there is none. */
  public boolean checksumMatches(ByteBuffer body) {
    return !isStamped()
        || (checksumHigh == 0
            && checksumLow == XxHash3.hash64(body, body.position(), body.remaining()));
  }

  /**
   * Reads the body of what {@link #command} says, and ignores what is left over.
   *
   * <p>To a body that cannot be read, 0.9.0-edge.5 answers in as many ways as it has places to read
   * one: status 20 to sends and offset writes; an answer without content to polls, offsets and
   * group assignments; nothing at all to joining and leaving groups; status 3 to streams, topics
   * and the rest.
   *
   * @throws RefusedBodyException when a server has a status of its own for it
   * @throws org.apache.iggy.connector.protocol.wire.MalformedFrameException when it is not a body
   *     of this command
   */
  public Request<?> decode(ByteBuffer body, VsrRelease release) {
    CommandCode command = command().orElseThrow(() -> new IllegalStateException("no command"));
    return VsrRequestBodies.decode(command, new WireReader(body), release);
  }

  @Override
  public String toString() {
    return "VsrRequest{number="
        + number
        + ", operation="
        + operationCode
        + ", session="
        + session
        + ", code="
        + code
        + ", bodyLength="
        + bodyLength()
        + "}";
  }
}
