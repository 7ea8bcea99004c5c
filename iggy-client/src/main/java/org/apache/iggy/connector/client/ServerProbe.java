// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.client.transport.Transport;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrOperation;

/**
 * Finds out which generation of the protocol a server speaks, by one frame that both can read.
 *
 * <p>A server since 0.9 is silent on anything shorter than its 256-byte header, a login of 0.8
 * among it, and one of 0.8 takes such a header for garbage that ruins the stream. The probe is a
 * PING of the newer framing whose first bytes, a checksum that is not verified, are the header of
 * an older request:
 *
 * <pre>
 *   0  u32 252, u32 20   0.8 reads: get_me with 248 bytes, of somebody not logged in
 *  48  u32 256           0.9 reads: size,
 *  60  u8 5                request,
 * 128  u128 1              of client 1,
 * 176  u8 2                with a command
 * 196  u32 1               that is a ping
 *
 *  answer of 0.8    u32 40 (not logged in), u32 0
 *  answer of 0.9    a frame of 256 bytes or more, size at 48, command 8 or 13 at 60
 * </pre>
 *
 * <p>Either answer leaves the connection as it was. No answer, or the end of the connection, is no
 * answer: nothing is concluded from it. But 0.8 logs an "unauthenticated access attempt" as an
 * error for each probe, so that a server of 0.8 is asked once and remembered for the life of the
 * process, and asked again when it does not answer a login, as when it was upgraded meanwhile. One
 * of 0.9 is asked at every connection: a ping more costs it nothing, and what it would make of a
 * login if it was replaced by 0.8 need not be known.
 */
final class ServerProbe {
  private static final int MOST_ANSWERED = 4096;

  /** First two bytes of a TLS alert: what a TLS port answers to anything else. */
  private static final int TLS_ALERT = 0x15 | 0x03 << 8;

  /** Addresses whose server spoke the legacy framing when it was last asked. */
  private static final Set<IggyAddress> LEGACY = ConcurrentHashMap.newKeySet();

  private final ConnectionOptions options;
  private final IggyAddress address;
  private final Transport transport;
  private final ResponseBuffer in;

  ServerProbe(ConnectionOptions options, Transport transport, ResponseBuffer in) {
    this.options = options;
    this.address = options.address();
    this.transport = transport;
    this.in = in;
  }

  /** What a server need not be asked: it was told by the options, or is remembered. */
  static Optional<ProtocolGeneration> supposed(ConnectionOptions options) {
    Optional<ProtocolGeneration> told = options.protocol().generation();
    boolean remembered = told.isEmpty() && LEGACY.contains(options.address());
    return remembered ? Optional.of(ProtocolGeneration.LEGACY) : told;
  }

  /** Asks the server at this address again when the next connection to it is made. */
  static void forget(IggyAddress address) {
    LEGACY.remove(address);
  }

  /**
   * Asks, and remembers the answer.
   *
   * @throws IggyException of category configuration when the server speaks something else, or
   *     another generation than the options tell; the message says what
   */
  ProtocolGeneration ask(Deadline deadline) throws IOException {
    ProtocolGeneration found = probe(deadline);
    options.protocol().generation().filter(told -> told != found).ifPresent(this::refuseTold);
    if (found == ProtocolGeneration.LEGACY) {
      LEGACY.add(address);
    } else {
      LEGACY.remove(address);
    }
    return found;
  }

  private void refuseTold(ProtocolGeneration told) {
    throw told == ProtocolGeneration.LEGACY
        ? refused("is of Iggy 0.9, but protocol is set to legacy; set it to vsr or auto")
        : refused("is of Iggy 0.8 or older, but protocol is set to vsr; set it to legacy or auto");
  }

  private ProtocolGeneration probe(Deadline deadline) throws IOException {
    transport.write(frame(), deadline);
    in.fill(Short.BYTES, transport, deadline);
    if (in.peek(Short.BYTES).getShort(in.start()) == TLS_ALERT) {
      throw refused("speaks TLS on this port; switch TLS on, or give its port without TLS");
    }
    in.fill(LegacyFraming.RESPONSE_HEADER_LENGTH, transport, deadline);
    ByteBuffer header = in.peek(LegacyFraming.RESPONSE_HEADER_LENGTH);
    int status = header.getInt(in.start());
    int length = header.getInt(in.start() + Integer.BYTES);
    if (status != 0 && length == 0) {
      in.skip(LegacyFraming.RESPONSE_HEADER_LENGTH);
      return ProtocolGeneration.LEGACY;
    }
    if (status == 0 && takeNewerFrame(deadline)) {
      return ProtocolGeneration.VSR;
    }
    throw refused("does not speak Iggy's protocol; give the TCP port of an Iggy server (8090)");
  }

  private boolean takeNewerFrame(Deadline deadline) throws IOException {
    in.fill(VsrHeader.LENGTH, transport, deadline);
    ByteBuffer frame = in.peek(VsrHeader.LENGTH);
    int command = frame.get(in.start() + VsrHeader.COMMAND_OFFSET);
    int size = frame.getInt(in.start() + VsrHeader.SIZE_OFFSET);
    boolean ofServer = command == VsrHeader.REPLY || command == VsrHeader.EVICTION;
    if (size < VsrHeader.LENGTH || size > MOST_ANSWERED || !ofServer) {
      return false;
    }
    in.fill(size, transport, deadline);
    in.skip(size);
    return true;
  }

  private static ByteBuffer frame() {
    ByteBuffer frame = ByteBuffer.allocate(VsrHeader.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(VsrHeader.LENGTH - Integer.BYTES).putInt(CommandCode.GET_ME.code()).rewind();
    frame.putInt(VsrHeader.SIZE_OFFSET, VsrHeader.LENGTH);
    frame.put(VsrHeader.COMMAND_OFFSET, (byte) VsrHeader.REQUEST);
    frame.put(VsrHeader.REQUEST_CLIENT_OFFSET, (byte) 1);
    frame.put(VsrHeader.REQUEST_OPERATION_OFFSET, (byte) VsrOperation.NON_REPLICATED.code());
    frame.putInt(VsrHeader.REQUEST_CODE_OFFSET, CommandCode.PING.code());
    return frame;
  }

  private IggyException refused(String what) {
    return new IggyException(ErrorCategory.CONFIGURATION, "the server at " + address + " " + what);
  }
}
