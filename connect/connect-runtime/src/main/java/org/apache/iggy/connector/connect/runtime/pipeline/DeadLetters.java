// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import java.util.List;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.runtime.message.IggyHeaders;
import org.apache.iggy.connector.connect.runtime.message.TopicCreation;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Writes rejected records to an Iggy topic: the payload as it came, and {@link DeadLetterHeaders}.
 * It connects when there is something to write. Not thread-safe, but for {@link #close}.
 */
public final class DeadLetters implements AutoCloseable {
  private final ConnectionOptions connection;
  private final DeadLetterTopic topic;
  private final TaskControl control;
  private BatchWriter writer;
  private volatile BatchWriter closeable;

  /** Writes to this topic for a task. */
  public DeadLetters(ConnectionOptions connection, DeadLetterTopic topic, TaskControl control) {
    this.connection = connection;
    this.topic = topic;
    this.control = control;
  }

  /**
   * Writes dead letters; returns when the server has acknowledged all of them.
   *
   * @throws org.apache.iggy.connector.client.IggyException when it has not: some may be there, and
   *     come again with the next attempt
   */
  public void write(List<Rejection> rejections) {
    boolean written = false;
    try {
      open();
      for (Rejection rejection : rejections) {
        add(rejection);
      }
      writer.flush();
      written = true;
    } finally {
      if (!written) {
        close();
        writer = null;
      }
    }
    rejections.forEach(
        rejection -> control.journal().deadLettered(rejection.stage(), rejection.failure()));
  }

  private void add(Rejection rejection) {
    ConnectRecord record = rejection.record();
    DeadLetterPayload payload = DeadLetterPayload.of(record);
    writer.write(
        Partitioning.balanced(),
        record.id().low(),
        record.id().high(),
        payload.bytes(),
        headers(rejection, payload),
        record.originTimestampMicros());
  }

  private UserHeaders headers(Rejection rejection, DeadLetterPayload payload) {
    String message = control.describe(rejection.failure());
    try {
      return IggyHeaders.toIggy(
          DeadLetterHeaders.of(control.connector(), rejection, payload, message));
    } catch (IllegalArgumentException e) {
      return IggyHeaders.toIggy(
          DeadLetterHeaders.withoutOwn(control.connector(), rejection, payload, message));
    }
  }

  private void open() {
    if (writer == null) {
      TopicCreation.ensure(connection, topic.stream(), topic.topic());
      writer =
          new BatchWriter(
              BatchWriterOptions.builder(
                      connection, Identifier.named(topic.stream()), Identifier.named(topic.topic()))
                  .reconnectPolicy(ReconnectPolicy.none())
                  .build());
      closeable = writer;
    }
  }

  /** Ends the connection and every wait on it; for any thread. */
  @Override
  public void close() {
    BatchWriter present = closeable;
    if (present != null) {
      present.close();
    }
  }
}
