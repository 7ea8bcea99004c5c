// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * Tells whether a producer's VSR batch is one that a server takes. Source: Iggy 0.9.0-edge.5, which
 * gives a bad one no answer at all.
 *
 * <p>Made once and used again; not thread-safe.
 */
public final class VsrBatchValidator {
  private final VsrBatchChecksum checksum = new VsrBatchChecksum();

  /** What is wrong with a batch in {@link MessageLayout#VSR}; empty when nothing is. */
  public Optional<String> problem(MessageBatch batch) {
    ByteBuffer bytes = batch.messages();
    try {
      return Optional.ofNullable(problem(bytes, bytes.position(), batch.count()));
    } catch (MalformedFrameException e) {
      return Optional.of(e.getMessage());
    }
  }

  private String problem(ByteBuffer bytes, int at, int count) {
    if (bytes.remaining() < VsrBatchHeader.LENGTH) {
      return "a batch of " + bytes.remaining() + " bytes has no room for its header";
    }
    if (VsrBatchHeader.batchLength(bytes, at) != bytes.remaining()) {
      return "the batch says that it has "
          + VsrBatchHeader.batchLength(bytes, at)
          + " bytes and has "
          + bytes.remaining();
    }
    if (VsrBatchHeader.count(bytes, at) != count || count < 1) {
      return "the request says "
          + count
          + " messages, the batch "
          + Integer.toUnsignedLong(VsrBatchHeader.count(bytes, at));
    }
    if (!VsrBatchHeader.isReservedClear(bytes, at)) {
      return "reserved bytes of the batch's header are not 0";
    }
    String message = messageProblem(MessageLayout.VSR.cursor(bytes, count), bytes.limit());
    if (message != null) {
      return message;
    }
    return checksum.compute(bytes, at) == VsrBatchHeader.checksum(bytes, at)
        ? null
        : "the batch does not fit its checksum";
  }

  private static String messageProblem(MessageCursor messages, int end) {
    int index = 0;
    int last = 0;
    while (messages.next()) {
      if (VsrMessageHeader.reserved(messages.buffer(), messages.position()) != 0) {
        return "reserved bytes of message " + index + " are not 0";
      }
      if (!messages.checksumMatches()) {
        return "message " + index + " does not fit its checksum";
      }
      last = messages.position() + messages.length();
      index++;
    }
    return last == end ? null : end - last + " bytes follow the last message";
  }
}
