// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Layout of the 256 bytes before every body of VSR. All integers are little-endian; what is not
 * named is 0.
 *
 * <pre>
 *                    Every frame
 *    0  checksum u128              not verified by servers
 *   16  checksum of the body u128  not verified by servers
 *   32  cluster u128               0 by clients; replies may name it
 *   48  size u32                   256 + body, at most 64 MiB
 *   60  command u8                 5 request, 8 reply, 13 eviction
 *
 *       Request                    Reply                         Eviction
 *  128  client u128                request checksum u128         client u128
 *  144  request checksum u128      context u128, 0               newest protocol u32, oldest u32
 *  160  timestamp u64, 0           client u128                   .
 *  168  request number u64         .                             .
 *  176  operation u8               log position u64              .
 *  184  session u64                commit u64                    .
 *  192  user u32, 0                timestamp u64, microseconds   .
 *  196  command code u32           .                             .
 *  200  .                          request number u64            .
 *  208  .                          operation u8                  .
 *  216  .                          status u32                    .
 *  255  .                          .                             reason u8
 * </pre>
 *
 * <p>A request's checksum is 0 or the XXH3-64 of its body; a wrong one is answered with status 4.
 * The client of a reply may be the server's number of the connection. Source: what Iggy
 * 0.9.0-edge.5 sent and answered.
 */
public final class VsrHeader {
  /** Length of the header. */
  public static final int LENGTH = 256;

  /** The largest frame a server takes, header included. */
  public static final int MAX_FRAME_BYTES = 64 * 1024 * 1024;

  /** Command of a client's frame. */
  public static final int REQUEST = 5;

  /** Command of an answer. */
  public static final int REPLY = 8;

  /** Command of an eviction. */
  public static final int EVICTION = 13;

  /** Commands from here on end the connection. */
  static final int FIRST_UNKNOWN_COMMAND = 30;

  /** Header and body, u32. */
  public static final int SIZE_OFFSET = 48;

  /** What kind of frame it is, u8. */
  public static final int COMMAND_OFFSET = 60;

  /** Request: the client's id, u128. */
  public static final int REQUEST_CLIENT_OFFSET = 128;

  /** Request: checksum of the body or 0, u128. */
  public static final int REQUEST_CHECKSUM_OFFSET = 144;

  /** Request: its number, u64. */
  public static final int REQUEST_NUMBER_OFFSET = 168;

  /** Request: its {@link VsrOperation}, u8. */
  public static final int REQUEST_OPERATION_OFFSET = 176;

  /** Request: the session, u64. */
  public static final int REQUEST_SESSION_OFFSET = 184;

  /** Request: the command's code, u32, for {@link VsrOperation#NON_REPLICATED} only. */
  public static final int REQUEST_CODE_OFFSET = 196;

  /** Reply: checksum of the request, u128. */
  public static final int REPLY_CHECKSUM_OFFSET = 128;

  /** Reply: the client's id, u128. */
  public static final int REPLY_CLIENT_OFFSET = 160;

  /** Reply: position in the log, u64. */
  public static final int REPLY_POSITION_OFFSET = 176;

  /** Reply: what is committed of the log, u64. */
  public static final int REPLY_COMMIT_OFFSET = 184;

  /** Reply: microseconds since the epoch, u64. */
  public static final int REPLY_TIMESTAMP_OFFSET = 192;

  /** Reply: number of the request it answers, u64. */
  public static final int REPLY_NUMBER_OFFSET = 200;

  /** Reply: the operation, not always that of the request, u8. */
  public static final int REPLY_OPERATION_OFFSET = 208;

  /** Reply: 0 or an error, u32. */
  public static final int REPLY_STATUS_OFFSET = 216;

  /** Eviction: the client's id, u128. */
  public static final int EVICTION_CLIENT_OFFSET = 128;

  /** Eviction: the newest protocol taken, u32. */
  public static final int EVICTION_MAX_PROTOCOL_OFFSET = 144;

  /** Eviction: the oldest protocol taken, u32. */
  public static final int EVICTION_MIN_PROTOCOL_OFFSET = 148;

  /** Eviction: why, u8. */
  public static final int EVICTION_REASON_OFFSET = 255;

  private VsrHeader() {}

  /**
   * Writes a header that says size and command and nothing else, before a body that is written.
   *
   * @param start where the frame starts; its end is the writer's position
   * @return the written bytes, for the fields that are left, at {@code start} and their offsets
   */
  public static ByteBuffer write(int command, int start, WireWriter out) {
    ByteBuffer frame = out.view();
    for (int i = 0; i < LENGTH; i += Long.BYTES) {
      frame.putLong(start + i, 0);
    }
    frame.putInt(start + SIZE_OFFSET, frame.limit() - start);
    frame.put(start + COMMAND_OFFSET, (byte) command);
    return frame;
  }
}
