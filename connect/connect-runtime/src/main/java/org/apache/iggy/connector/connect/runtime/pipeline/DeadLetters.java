// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.runtime.message.IggyHeaders;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;

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
    writer.write(
        Partitioning.balanced(),
        record.id().low(),
        record.id().high(),
        payload(record),
        headers(rejection),
        record.originTimestampMicros());
  }

  /** A message's payload is there as it came; a source's value may be what no format can hold. */
  private static byte[] payload(ConnectRecord record) {
    try {
      return record.payload().bytes();
    } catch (CodecException e) {
      return String.valueOf(record.payload().value()).getBytes(StandardCharsets.UTF_8);
    }
  }

  private UserHeaders headers(Rejection rejection) {
    String message = control.describe(rejection.failure());
    try {
      return IggyHeaders.toIggy(DeadLetterHeaders.of(control.connector(), rejection, message));
    } catch (IllegalArgumentException e) {
      return IggyHeaders.toIggy(
          DeadLetterHeaders.withoutOwn(control.connector(), rejection, message));
    }
  }

  private void open() {
    if (writer == null) {
      createTopic();
      writer =
          new BatchWriter(
              BatchWriterOptions.builder(
                      connection, Identifier.named(topic.stream()), Identifier.named(topic.topic()))
                  .reconnectPolicy(ReconnectPolicy.none())
                  .build());
      closeable = writer;
    }
  }

  private void createTopic() {
    Identifier stream = Identifier.named(topic.stream());
    try (IggyClient client = IggyClient.connect(connection, 1)) {
      if (client.streams().find(stream).isEmpty()) {
        unlessThere(
            IggyStatus.STREAM_NAME_ALREADY_EXISTS, () -> client.streams().create(topic.stream()));
      }
      if (client.topics().find(stream, Identifier.named(topic.topic())).isEmpty()) {
        unlessThere(
            IggyStatus.TOPIC_NAME_ALREADY_EXISTS,
            () -> client.topics().create(stream, topic.topic(), 1));
      }
    }
  }

  /** Another task, or another runtime, may be making the same. */
  private static void unlessThere(IggyStatus there, Runnable creation) {
    try {
      creation.run();
    } catch (IggyServerException e) {
      if (e.status() != there) {
        throw e;
      }
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
