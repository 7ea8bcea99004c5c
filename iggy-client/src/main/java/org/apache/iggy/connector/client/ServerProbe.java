// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.client.transport.Transport;
import org.apache.iggy.connector.protocol.framing.Framing;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * Finds out which framing a server speaks, by one frame that both generations can read.
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
 * <p>Either answer leaves the connection as it was. But 0.8 logs an "unauthenticated access
 * attempt" as an error for each, so an address is asked once and remembered for the life of the
 * process; it is asked again after a login that was not answered, as it is when the server behind
 * the address was upgraded meanwhile.
 */
final class ServerProbe {
  private static final int LENGTH = 256;
  private static final int LEGACY_LENGTH_OFFSET = 0;
  private static final int LEGACY_CODE_OFFSET = 4;
  private static final int LEGACY_GET_ME = 20;
  private static final int SIZE_OFFSET = 48;
  private static final int COMMAND_OFFSET = 60;
  private static final int REQUEST = 5;
  private static final int REPLY = 8;
  private static final int EVICTION = 13;
  private static final int CLIENT_OFFSET = 128;
  private static final int OPERATION_OFFSET = 176;
  private static final int READ_OPERATION = 2;
  private static final int PING_CODE_OFFSET = 196;
  private static final int PING = 1;

  /** First two bytes of a TLS alert: what a TLS port answers to anything else. */
  private static final int TLS_ALERT = 0x15 | 0x03 << 8;

  /** Addresses whose server spoke the legacy framing when it was last asked. */
  private static final Set<IggyAddress> LEGACY = ConcurrentHashMap.newKeySet();

  private final IggyAddress address;
  private final Transport transport;
  private final ResponseBuffer in;

  ServerProbe(IggyAddress address, Transport transport, ResponseBuffer in) {
    this.address = address;
    this.transport = transport;
    this.in = in;
  }

  /** Whether the server at this address is known to speak the legacy framing. */
  static boolean remembers(IggyAddress address) {
    return LEGACY.contains(address);
  }

  /** Asks the server at this address again when the next connection to it is made. */
  static void forget(IggyAddress address) {
    LEGACY.remove(address);
  }

  /**
   * Asks unless the answer is known, and returns the framing to go on with.
   *
   * @throws IggyException of category configuration when the server speaks something else, with a
   *     message that says what
   */
  Framing negotiate(Deadline deadline) throws IOException {
    if (!remembers(address)) {
      ask(deadline);
      LEGACY.add(address);
    }
    return new LegacyFraming();
  }

  private void ask(Deadline deadline) throws IOException {
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
      return;
    }
    if (status == 0 && isNewerFrame(deadline)) {
      throw refused(
          "is of Iggy 0.9 or newer, whose protocol (VSR) this version does not speak; use a server"
              + " of 0.8, or a version of this client that supports 0.9");
    }
    throw refused("does not speak Iggy's protocol; give the TCP port of an Iggy server (8090)");
  }

  private boolean isNewerFrame(Deadline deadline) throws IOException {
    try {
      in.fill(LENGTH, transport, deadline);
    } catch (EOFException e) {
      return false;
    }
    ByteBuffer frame = in.peek(LENGTH);
    int command = frame.get(in.start() + COMMAND_OFFSET);
    return frame.getInt(in.start() + SIZE_OFFSET) >= LENGTH
        && (command == REPLY || command == EVICTION);
  }

  private static ByteBuffer frame() {
    ByteBuffer frame = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(LEGACY_LENGTH_OFFSET, LENGTH - Integer.BYTES);
    frame.putInt(LEGACY_CODE_OFFSET, LEGACY_GET_ME);
    frame.putInt(SIZE_OFFSET, LENGTH);
    frame.put(COMMAND_OFFSET, (byte) REQUEST);
    frame.put(CLIENT_OFFSET, (byte) 1);
    frame.put(OPERATION_OFFSET, (byte) READ_OPERATION);
    frame.putInt(PING_CODE_OFFSET, PING);
    return frame;
  }

  private IggyException refused(String what) {
    return new IggyException(ErrorCategory.CONFIGURATION, "the server at " + address + " " + what);
  }
}
