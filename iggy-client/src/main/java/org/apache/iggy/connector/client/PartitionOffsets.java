// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.Objects;
import java.util.OptionalInt;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.GetTopic;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.apache.iggy.connector.protocol.topic.TopicDetails;

/**
 * Where reading a partition of a topic may start. The server has commands for none of these; each
 * is worked out from polls of single messages, which store nothing, and from the topic's details.
 *
 * <p>Every method asks the server anew: the answer was right while it was made, and retention or
 * another producer may have moved it since. As thread-safe as what carries its requests.
 */
public final class PartitionOffsets {
  private static final Consumer NOBODY = Consumer.single(Identifier.numeric(0));

  private final RequestExecutor executor;
  private final Identifier streamId;
  private final Identifier topicId;

  /** Asks about this topic through a client or a connection. */
  public PartitionOffsets(RequestExecutor executor, Identifier streamId, Identifier topicId) {
    this.executor = Objects.requireNonNull(executor, "executor");
    this.streamId = Objects.requireNonNull(streamId, "streamId");
    this.topicId = Objects.requireNonNull(topicId, "topicId");
  }

  /**
   * Offset of the first message that is still there; of an empty partition the offset that its next
   * message gets.
   *
   * @throws IggyServerException when stream, topic or partition do not exist
   */
  public long earliest(int partitionId) {
    Probe first = probe(partitionId, PollingStrategy.first());
    if (first.found) {
      return first.offset;
    }
    if (first.currentOffset > 0) {
      return first.currentOffset + 1;
    }
    // A last offset of 0 says "never written" as well as "only message 0 was": the topic tells.
    long next = next(partitionId);
    if (next == 0) {
      return 0;
    }
    // Perhaps the first messages have come since, which must not be passed over.
    Probe again = probe(partitionId, PollingStrategy.first());
    return again.found ? again.offset : next;
  }

  /**
   * Offset that the next message of the partition gets: what reading only new messages starts from.
   *
   * <p>A partition whose very first message was the only one and has been removed cannot be told
   * from one that was never written; both give 0.
   *
   * @throws IggyServerException when stream, topic or partition do not exist
   */
  public long next(int partitionId) {
    return next(partition(partitionId));
  }

  /** As {@link #next(int)}, from a partition's part in a topic's details. */
  public static long next(PartitionInfo partition) {
    boolean neverWritten = partition.currentOffset() == 0 && partition.messagesCount() == 0;
    return neverWritten ? 0 : partition.currentOffset() + 1;
  }

  /**
   * Offset of the first message that the server appended at this time or later; the {@linkplain
   * #next(int) next} one when all are older.
   *
   * <p>The server's own poll by timestamp is only taken for a hint: read from its disk it may
   * answer with an older message or start within a batch, all of whose messages have one timestamp.
   * From there the offset is searched by polls of single messages. That takes timestamps that do
   * not fall, as they are unless the server's clock is set back.
   *
   * @param timestampMicros microseconds since the epoch, of the server's clock
   * @throws IggyServerException when stream, topic or partition do not exist
   */
  public long atTimestamp(int partitionId, long timestampMicros) {
    Probe hint = probe(partitionId, PollingStrategy.timestamp(timestampMicros));
    long start = hint.found ? hint.offset : next(partitionId);
    Probe atStart = probeAt(partitionId, start);
    return atStart.isAtOrAfter(timestampMicros)
        ? searchBackward(partitionId, timestampMicros, start)
        : searchForward(partitionId, timestampMicros, start);
  }

  /** Doubles its steps down from an offset that is late enough, then halves what is between. */
  private long searchBackward(int partitionId, long timestampMicros, long lateEnough) {
    long high = lateEnough;
    for (long step = 1; high > 0; step *= 2) {
      long low = Math.max(0, high - step);
      if (!probeAt(partitionId, low).isAtOrAfter(timestampMicros)) {
        return bisect(partitionId, timestampMicros, low, high);
      }
      high = low;
    }
    return firstFrom(partitionId, high);
  }

  /** Doubles its steps up from an offset that is too early, then halves what is between. */
  private long searchForward(int partitionId, long timestampMicros, long tooEarly) {
    long low = tooEarly;
    for (long step = 1; ; step *= 2) {
      long high = low + step;
      if (probeAt(partitionId, high).isAtOrAfter(timestampMicros)) {
        return bisect(partitionId, timestampMicros, low, high);
      }
      low = high;
    }
  }

  private long bisect(int partitionId, long timestampMicros, long tooEarly, long lateEnough) {
    long low = tooEarly;
    long high = lateEnough;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (probeAt(partitionId, middle).isAtOrAfter(timestampMicros)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return firstFrom(partitionId, high);
  }

  /** The offset itself, or that of the first message behind it when it is gone or yet to come. */
  private long firstFrom(int partitionId, long offset) {
    Probe probe = probeAt(partitionId, offset);
    return probe.found ? probe.offset : next(partitionId);
  }

  /** The first message at or behind an offset. */
  private Probe probeAt(int partitionId, long offset) {
    Probe probe = probe(partitionId, PollingStrategy.offset(offset));
    if (probe.found || offset > probe.currentOffset) {
      return probe;
    }
    // Server 0.8 answers with nothing for a removed offset when what is left lies only in memory.
    return probe(partitionId, PollingStrategy.first());
  }

  private Probe probe(int partitionId, PollingStrategy strategy) {
    PolledMessages answer =
        executor.execute(
            new PollMessages(
                NOBODY, streamId, topicId, OptionalInt.of(partitionId), strategy, 1, false));
    return new Probe(answer);
  }

  private PartitionInfo partition(int partitionId) {
    TopicDetails topic =
        executor
            .execute(new GetTopic(streamId, topicId))
            .orElseThrow(
                () ->
                    new IggyServerException(
                        CommandCode.GET_TOPIC, IggyStatus.TOPIC_ID_NOT_FOUND.code()));
    return topic.partitions().stream()
        .filter(partition -> partition.id() == partitionId)
        .findFirst()
        .orElseThrow(
            () ->
                new IggyServerException(
                    CommandCode.GET_TOPIC, IggyStatus.PARTITION_NOT_FOUND.code()));
  }

  /** What a poll for one message showed. */
  private static final class Probe {
    private final boolean found;
    private final long offset;
    private final long timestampMicros;
    private final long currentOffset;

    private Probe(PolledMessages answer) {
      MessageCursor cursor = answer.cursor();
      this.currentOffset = answer.currentOffset();
      this.found = cursor.next();
      this.offset = found ? cursor.offset() : -1;
      this.timestampMicros = found ? cursor.timestampMicros() : Long.MAX_VALUE;
    }

    /** Whether the message is late enough; one that is yet to come is. */
    private boolean isAtOrAfter(long micros) {
      return timestampMicros >= micros;
    }
  }
}
