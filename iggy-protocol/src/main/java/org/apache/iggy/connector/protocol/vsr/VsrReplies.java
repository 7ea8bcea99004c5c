// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Writes a VSR server's frames.
 *
 * <p>The log position says how much of the log is committed after a request that changes something;
 * clients may ignore it, and it may be 0.
 */
public final class VsrReplies {
  private VsrReplies() {}

  /** Appends the answer to a request that was carried out. */
  public static <R> void encode(
      VsrRequest to, Request<R> request, R response, long logPosition, WireWriter out) {
    int start = begin(out);
    int operation = replyCode(to);
    boolean section = VsrOperation.hasResultSection(operation);
    if (section) {
      out.u32(0);
    }
    VsrResponseBodies.codec(request).encode(response, out);
    end(to, operation, 0, logPosition, start, out);
  }

  /** Appends the answer to a login. */
  public static void encodeLogin(
      VsrRequest to, IdentityInfo identity, long logPosition, WireWriter out) {
    int start = begin(out);
    out.u32(0);
    identity.encodeRegistered(out);
    end(to, VsrOperation.REGISTER.code(), 0, logPosition, start, out);
  }

  /** Appends the answer to a send, with where the batch went. */
  public static void encodeSend(
      VsrRequest to, SendConfirmation confirmation, long logPosition, WireWriter out) {
    int start = begin(out);
    confirmation.encode(out);
    end(to, VsrOperation.SEND_MESSAGES.code(), 0, logPosition, start, out);
  }

  /**
   * Appends an answer with an error in the header: what was refused before it came into the log,
   * and all that never does.
   */
  public static void encodeStatus(VsrRequest to, int status, WireWriter out) {
    int start = begin(out);
    end(to, to.operationCode(), status, 0, start, out);
  }

  /**
   * Appends an answer with an error where a server puts it that finds it while it carries the
   * request out: in the result section of operations that have one, else in the header.
   */
  public static void encodeRejection(VsrRequest to, int status, long logPosition, WireWriter out) {
    int operation = replyCode(to);
    if (!VsrOperation.hasResultSection(operation)) {
      encodeStatus(to, status, out);
      return;
    }
    int start = begin(out);
    out.u32(1);
    out.u32(0);
    out.u32(status);
    end(to, operation, 0, logPosition, start, out);
  }

  /** Appends an answer without a byte: committed before, as 0.9.0 says of a repeated send. */
  public static void encodeEmpty(VsrRequest to, WireWriter out) {
    encodeStatus(to, 0, out);
  }

  /** Appends an eviction of the client with this id. */
  public static void encodeEviction(
      Eviction eviction, long clientLow, long clientHigh, WireWriter out) {
    int start = begin(out);
    ByteBuffer frame = VsrHeader.write(VsrHeader.EVICTION, start, out);
    frame.putLong(start + VsrHeader.EVICTION_CLIENT_OFFSET, clientLow);
    frame.putLong(start + VsrHeader.EVICTION_CLIENT_OFFSET + Long.BYTES, clientHigh);
    frame.putInt(
        start + VsrHeader.EVICTION_MAX_PROTOCOL_OFFSET, (int) eviction.maxProtocol().word());
    frame.putInt(
        start + VsrHeader.EVICTION_MIN_PROTOCOL_OFFSET, (int) eviction.minProtocol().word());
    frame.put(start + VsrHeader.EVICTION_REASON_OFFSET, (byte) eviction.code());
  }

  private static int replyCode(VsrRequest to) {
    return to.operation().map(VsrOperation::replyCode).orElse(to.operationCode());
  }

  private static int begin(WireWriter out) {
    int start = out.position();
    out.reserve(VsrHeader.LENGTH);
    return start;
  }

  private static void end(
      VsrRequest to, int operation, int status, long logPosition, int start, WireWriter out) {
    ByteBuffer frame = VsrHeader.write(VsrHeader.REPLY, start, out);
    frame.putLong(start + VsrHeader.REPLY_CHECKSUM_OFFSET, to.checksumLow());
    frame.putLong(start + VsrHeader.REPLY_CHECKSUM_OFFSET + Long.BYTES, to.checksumHigh());
    frame.putLong(start + VsrHeader.REPLY_CLIENT_OFFSET, to.clientLow());
    frame.putLong(start + VsrHeader.REPLY_CLIENT_OFFSET + Long.BYTES, to.clientHigh());
    frame.putLong(start + VsrHeader.REPLY_POSITION_OFFSET, logPosition);
    frame.putLong(start + VsrHeader.REPLY_COMMIT_OFFSET, logPosition);
    frame.putLong(start + VsrHeader.REPLY_NUMBER_OFFSET, to.number());
    frame.put(start + VsrHeader.REPLY_OPERATION_OFFSET, (byte) operation);
    frame.putInt(start + VsrHeader.REPLY_STATUS_OFFSET, status);
  }
}
