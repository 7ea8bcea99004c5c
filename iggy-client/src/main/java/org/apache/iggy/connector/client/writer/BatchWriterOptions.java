// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.writer;

import java.util.Objects;
import java.util.function.Consumer;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** What a {@link BatchWriter} writes to and with which limits. Immutable. */
public final class BatchWriterOptions {
  private final ConnectionOptions connection;
  private final Identifier stream;
  private final Identifier topic;
  private final int maxBatchMessages;
  private final int maxBatchBytes;
  private final int maxInFlightBatches;
  private final long maxInFlightBytes;
  private final ReconnectPolicy reconnectPolicy;
  private final Consumer<BatchReceipt> onSettled;

  private BatchWriterOptions(Builder builder) {
    this.connection = Objects.requireNonNull(builder.connection, "connection");
    this.stream = Objects.requireNonNull(builder.stream, "stream");
    this.topic = Objects.requireNonNull(builder.topic, "topic");
    this.maxBatchMessages = builder.maxBatchMessages;
    this.maxBatchBytes = builder.maxBatchBytes;
    this.maxInFlightBatches = builder.maxInFlightBatches;
    this.maxInFlightBytes = builder.maxInFlightBytes;
    this.reconnectPolicy = builder.reconnectPolicy;
    this.onSettled = builder.onSettled;
  }

  /** Options for a topic, everything else at its default. */
  public static Builder builder(ConnectionOptions connection, Identifier stream, Identifier topic) {
    return new Builder(connection, stream, topic);
  }

  /** How to connect. */
  public ConnectionOptions connection() {
    return connection;
  }

  /** The stream. */
  public Identifier stream() {
    return stream;
  }

  /** The topic. */
  public Identifier topic() {
    return topic;
  }

  /** A batch with this many messages is sent. */
  public int maxBatchMessages() {
    return maxBatchMessages;
  }

  /** A batch is sent before it grows beyond this; a larger message is a batch on its own. */
  public int maxBatchBytes() {
    return maxBatchBytes;
  }

  /** How many batches may be sent and not acknowledged; at most 32 with a server of 0.9. */
  public int maxInFlightBatches() {
    return maxInFlightBatches;
  }

  /** How many bytes may be sent and not acknowledged; one batch may always be. */
  public long maxInFlightBytes() {
    return maxInFlightBytes;
  }

  /** When and for how long a lost connection is made anew. */
  public ReconnectPolicy reconnectPolicy() {
    return reconnectPolicy;
  }

  /** Told of each batch that was acknowledged or refused, on the thread that uses the writer. */
  public Consumer<BatchReceipt> onSettled() {
    return onSettled;
  }

  @Override
  public String toString() {
    return "topic " + topic + " of stream " + stream + " at " + connection;
  }

  /** Collects options; a value out of range is refused at once with its name. */
  public static final class Builder {
    private final ConnectionOptions connection;
    private final Identifier stream;
    private final Identifier topic;
    private int maxBatchMessages = 1000;
    private int maxBatchBytes = 1024 * 1024;
    private int maxInFlightBatches = 8;
    private long maxInFlightBytes = 16L * 1024 * 1024;
    private ReconnectPolicy reconnectPolicy = ReconnectPolicy.defaults();
    private Consumer<BatchReceipt> onSettled = receipt -> {};

    private Builder(ConnectionOptions connection, Identifier stream, Identifier topic) {
      this.connection = connection;
      this.stream = stream;
      this.topic = topic;
    }

    /** Messages of a full batch; at least 1, default 1000. */
    public Builder maxBatchMessages(int value) {
      maxBatchMessages = (int) atLeast("maxBatchMessages", value);
      return this;
    }

    /** Bytes of a full batch on the wire; at least 1, default 1 MiB. */
    public Builder maxBatchBytes(int value) {
      maxBatchBytes = (int) atLeast("maxBatchBytes", value);
      return this;
    }

    /** Batches sent and not acknowledged; at least 1, default 8. */
    public Builder maxInFlightBatches(int value) {
      maxInFlightBatches = (int) atLeast("maxInFlightBatches", value);
      return this;
    }

    /** Bytes sent and not acknowledged; at least 1, default 16 MiB. */
    public Builder maxInFlightBytes(long value) {
      maxInFlightBytes = atLeast("maxInFlightBytes", value);
      return this;
    }

    /** When and for how long a lost connection is made anew. */
    public Builder reconnectPolicy(ReconnectPolicy value) {
      reconnectPolicy = Objects.requireNonNull(value, "reconnectPolicy");
      return this;
    }

    /**
     * Is told of each batch that was acknowledged or refused, in the order they were sent, within
     * the call on the writer that learned of it. It must not use the writer.
     */
    public Builder onSettled(Consumer<BatchReceipt> value) {
      onSettled = Objects.requireNonNull(value, "onSettled");
      return this;
    }

    /** The options. */
    public BatchWriterOptions build() {
      return new BatchWriterOptions(this);
    }

    private static long atLeast(String name, long value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " is " + value + ", it must be at least 1");
      }
      return value;
    }
  }
}
