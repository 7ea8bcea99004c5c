// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.writer.BatchReceipt;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.connect.runtime.RuntimeClock;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Writes to one topic of a source. A batch that the server refuses is told by its receipt alone,
 * and no call throws because of one.
 *
 * <p>Everything else that a call throws leaves what was written on its way: the next call goes on
 * with it, on a new connection if need be. One thread uses it; {@link #heartbeat} and {@link
 * #close} are for any.
 */
final class TopicWriter implements AutoCloseable {
  private final SourceTopic topic;
  private final RuntimeClock clock;
  private final BatchWriter writer;
  private final Set<IggyServerException> refusals = Collections.newSetFromMap(new WeakHashMap<>());
  private boolean open;
  private long openSinceNanos;

  /** Writes to this topic; it connects when the first batch is sent. */
  TopicWriter(ConnectionOptions connection, SourceTopic topic, RuntimeClock clock) {
    this.topic = topic;
    this.clock = clock;
    this.writer =
        new BatchWriter(
            BatchWriterOptions.builder(
                    connection, Identifier.named(topic.stream()), Identifier.named(topic.topic()))
                .maxBatchMessages(topic.batchLength())
                .maxBatchBytes((int) Math.min(Integer.MAX_VALUE, topic.batchBytes()))
                .reconnectPolicy(ReconnectPolicy.none())
                .onSettled(receipt -> receipt.refusal().ifPresent(refusals::add))
                .build());
  }

  SourceTopic topic() {
    return topic;
  }

  /** Adds a message to an open batch. */
  BatchReceipt write(OutgoingRecord record) {
    BatchReceipt receipt =
        withoutRefusals(
            () ->
                writer.write(
                    record.partitioning(),
                    record.id().low(),
                    record.id().high(),
                    record.payload(),
                    record.headers(),
                    record.originTimestampMicros()));
    if (!open) {
      open = true;
      openSinceNanos = clock.nanoTime();
    }
    return receipt;
  }

  /** How long open batches may still wait for more, milliseconds; the longest when none is open. */
  long lingerLeftMillis() {
    if (!open) {
      return Long.MAX_VALUE;
    }
    long waited = TimeUnit.NANOSECONDS.toMillis(clock.nanoTime() - openSinceNanos);
    return Math.max(0, topic.lingerMillis() - waited);
  }

  /** Sends open batches, and settles what has been answered. */
  void send() {
    withoutRefusals(
        () -> {
          writer.send();
          return null;
        });
    open = false;
  }

  /** Settles what has been answered. */
  void settleAnswered() {
    withoutRefusals(
        () -> {
          writer.settleAnswered();
          return null;
        });
  }

  /** Waits for the oldest batch on its way. */
  void settleOldest() {
    withoutRefusals(
        () -> {
          writer.settleOldest();
          return null;
        });
  }

  /** Sends everything and waits until all of it is settled. */
  void flush() {
    withoutRefusals(
        () -> {
          writer.flush();
          return null;
        });
    open = false;
  }

  /** A writer tells of a refusal once, in the place of what the call would have done. */
  private <T> T withoutRefusals(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (IggyServerException e) {
        if (!refusals.remove(e)) {
          throw e;
        }
      }
    }
  }

  void heartbeat() {
    writer.heartbeat();
  }

  /** Ends the connection and every wait on it. */
  @Override
  public void close() {
    writer.close();
  }

  @Override
  public String toString() {
    return topic.toString();
  }
}
