// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iggy.connector.embedded.command.CommandException;
import org.apache.iggy.connector.embedded.command.PolledBatch;
import org.apache.iggy.connector.embedded.log.LogSlice;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.MessageLayout;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The bodies of requests and responses as a legacy release has them. Iggy 0.6 and 0.7 say less in
 * their statistics; 0.7 lets a login end behind the password; and 0.6 has shorter messages, which
 * are converted on their way into the log and out of it.
 */
final class LegacyBodies {
  private static final int STATS_TAIL_LENGTH = 4 + 8 + 8;
  private static final int LOGIN_TAIL_LENGTH = 4 + 4;

  private final IggyRelease release;

  LegacyBodies(IggyRelease release) {
    this.release = release;
  }

  /** Reads a request's body. */
  Request<?> decode(CommandCode command, ByteBuffer body) {
    if (command == CommandCode.SEND_MESSAGES && release == IggyRelease.V0_6) {
      return decodeSend06(body);
    }
    if (command == CommandCode.LOGIN_USER && release == IggyRelease.V0_7) {
      return command.decodeRequestPrefix(new WireReader(withEmptyTail(body)));
    }
    return command.decodeRequestPrefix(new WireReader(body));
  }

  /** Two empty texts more: whoever says version and context has them before. */
  private static ByteBuffer withEmptyTail(ByteBuffer body) {
    return ByteBuffer.allocate(body.remaining() + LOGIN_TAIL_LENGTH)
        .put(body.duplicate())
        .rewind()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static SendMessages decodeSend06(ByteBuffer body) {
    SendMessages send = SendMessages.decode06(new WireReader(body));
    WireWriter converted = new WireWriter(2 * body.remaining());
    try {
      requireWhole(send.batch());
      send.encode(converted);
    } catch (MalformedFrameException e) {
      throw new CommandException(IggyStatus.INVALID_MESSAGES_SIZE);
    }
    return SendMessages.decode(new WireReader(converted.view()));
  }

  private static void requireWhole(MessageBatch batch) {
    int end = 0;
    for (MessageCursor cursor = batch.cursor(); cursor.next(); ) {
      end = cursor.position() + cursor.length();
    }
    if (end != batch.sizeBytes()) {
      throw new MalformedFrameException("the messages do not fill their batch");
    }
  }

  /** Appends a response frame. */
  <R> void encode(Request<R> request, R response, WireWriter out) {
    int start = out.position();
    LegacyFraming.encodeResponse(request, response, out);
    if (request.code() == CommandCode.GET_STATS && release != IggyRelease.V0_8) {
      out.truncate(out.position() - STATS_TAIL_LENGTH);
      out.patchLength(start + Integer.BYTES);
    }
  }

  /** Whether messages go over the wire as they are in the log. */
  boolean areMessagesAsStored() {
    return release != IggyRelease.V0_6;
  }

  /** Appends the response to a poll with messages of Iggy 0.6. */
  void encodePoll06(PolledBatch polled, WireWriter out) {
    LogSlice slice = polled.messages();
    ByteBuffer messages = ByteBuffer.allocate(slice.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
    slice.buffers().forEach(buffer -> messages.put(buffer.duplicate()));
    out.u32(IggyStatus.OK);
    int length = out.position();
    out.u32(0);
    PolledMessages.CODEC_0_6.encode(
        new PolledMessages(
            polled.partitionId(),
            polled.currentOffset(),
            slice.count(),
            messages.rewind(),
            MessageLayout.LEGACY),
        out);
    out.patchLength(length);
  }
}
