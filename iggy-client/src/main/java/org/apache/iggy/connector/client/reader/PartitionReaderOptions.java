// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.Objects;
import java.util.OptionalLong;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** What a {@link PartitionReader} reads and within which limits. Immutable. */
public final class PartitionReaderOptions {
  private final ConnectionOptions connection;
  private final Identifier stream;
  private final Identifier topic;
  private final int partitionId;
  private final Consumer consumer;
  private final int batchCount;
  private final int maxFetchBytes;
  private final ReconnectPolicy reconnectPolicy;
  private final long minIdleWaitMicros;
  private final long maxIdleWaitMicros;
  private final long heartbeatMillis;
  private final ReaderListener listener;
  private final ReaderContinuity continuity;
  private final TopicWatch topicWatch;
  private final OffsetRegressPolicy regressPolicy;
  private final OptionalLong lowestOffset;
  private final boolean retriesRefusedLogins;

  private PartitionReaderOptions(Builder builder) {
    this.connection = builder.connection;
    this.stream = builder.stream;
    this.topic = builder.topic;
    this.partitionId = builder.partitionId;
    this.consumer = builder.consumer;
    this.batchCount = builder.batchCount;
    this.maxFetchBytes = builder.maxFetchBytes;
    this.reconnectPolicy = builder.reconnectPolicy;
    this.minIdleWaitMicros = builder.minIdleWaitMicros;
    this.maxIdleWaitMicros = builder.maxIdleWaitMicros;
    this.heartbeatMillis = builder.heartbeatMillis;
    this.listener = builder.listener;
    this.continuity = builder.continuity == null ? new ReaderContinuity() : builder.continuity;
    this.topicWatch = builder.topicWatch;
    this.regressPolicy = builder.regressPolicy;
    this.lowestOffset = builder.lowestOffset;
    this.retriesRefusedLogins = builder.retriesRefusedLogins;
  }

  /**
   * Options for one partition, everything else at its default.
   *
   * @param partitionId the partition's number, from 0
   */
  public static Builder builder(
      ConnectionOptions connection, Identifier stream, Identifier topic, int partitionId) {
    return new Builder(connection, stream, topic, partitionId);
  }

  /** How the server is reached; its request timeout bounds every poll. */
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

  /** The partition's number, from 0. */
  public int partitionId() {
    return partitionId;
  }

  /** Who polls; never a consumer group. */
  public Consumer consumer() {
    return consumer;
  }

  /** At most how many messages one fetch returns. */
  public int batchCount() {
    return batchCount;
  }

  /** At most how many bytes one fetch returns. */
  public int maxFetchBytes() {
    return maxFetchBytes;
  }

  /** How a lost connection is come back from. */
  public ReconnectPolicy reconnectPolicy() {
    return reconnectPolicy;
  }

  /** The first wait at the end of the partition, microseconds. */
  public long minIdleWaitMicros() {
    return minIdleWaitMicros;
  }

  /** The longest wait between two polls at the end of the partition, microseconds. */
  public long maxIdleWaitMicros() {
    return maxIdleWaitMicros;
  }

  /** How long after a heartbeat the next one is sent, milliseconds. */
  public long heartbeatMillis() {
    return heartbeatMillis;
  }

  /** Who hears of outages, gaps and regresses. */
  public ReaderListener listener() {
    return listener;
  }

  /** What earlier readers of the partition have left behind, and this one leaves. */
  public ReaderContinuity continuity() {
    return continuity;
  }

  /** Looks for messages for all quiet readers of the topic; null when each looks for itself. */
  TopicWatch topicWatch() {
    return topicWatch;
  }

  /** What happens when delivered messages are lost on the server. */
  public OffsetRegressPolicy regressPolicy() {
    return regressPolicy;
  }

  /** The offset that a regress must not go back before; empty for the first that is fetched. */
  public OptionalLong lowestOffset() {
    return lowestOffset;
  }

  /** Whether the very first login is tried again when the server refuses it. */
  public boolean retriesRefusedLogins() {
    return retriesRefusedLogins;
  }

  /** Names what is read, for messages. */
  @Override
  public String toString() {
    return "partition "
        + partitionId
        + " of topic "
        + topic
        + " in stream "
        + stream
        + " at "
        + connection.address();
  }

  /** Collects options; a value out of range is refused at once with its name. */
  public static final class Builder {
    /** Longer waits would hold up {@link PartitionReader#close}. */
    private static final long LONGEST_IDLE_WAIT_MICROS = 50_000;

    private static final int LARGEST_BATCH_COUNT = 1_000_000;
    private static final int LEAST_FETCH_BYTES = 4096;

    private final ConnectionOptions connection;
    private final Identifier stream;
    private final Identifier topic;
    private final int partitionId;
    private Consumer consumer = Consumer.single(Identifier.numeric(1));
    private int batchCount = 1000;
    private int maxFetchBytes = 64 * 1024 * 1024;
    private ReconnectPolicy reconnectPolicy = ReconnectPolicy.defaults();
    private long minIdleWaitMicros = 50;
    private long maxIdleWaitMicros = 4_000;
    private long heartbeatMillis = 2_000;
    private ReaderListener listener = ReaderListener.NONE;
    private ReaderContinuity continuity;
    private TopicWatch topicWatch;
    private OffsetRegressPolicy regressPolicy = OffsetRegressPolicy.REWIND;
    private OptionalLong lowestOffset = OptionalLong.empty();
    private boolean retriesRefusedLogins;

    private Builder(
        ConnectionOptions connection, Identifier stream, Identifier topic, int partitionId) {
      this.connection = Objects.requireNonNull(connection, "connection");
      this.stream = Objects.requireNonNull(stream, "stream");
      this.topic = Objects.requireNonNull(topic, "topic");
      this.partitionId = (int) within("partitionId", partitionId, 0, Integer.MAX_VALUE);
    }

    /**
     * Who polls, default number 1; no offset is stored for it. A consumer group is refused: its
     * membership belongs to one connection and would be lost with it.
     */
    public Builder consumer(Consumer value) {
      if (value.isGroup()) {
        throw new IllegalArgumentException(
            "consumer is the " + value + ", a partition reader polls as a consumer on its own");
      }
      consumer = value;
      return this;
    }

    /** At most how many messages one fetch returns, 1 to 1000000; default 1000. */
    public Builder batchCount(int value) {
      batchCount = (int) within("batchCount", value, 1, LARGEST_BATCH_COUNT);
      return this;
    }

    /**
     * At most how many bytes one fetch returns, headers included; at least 4096, default 64 MiB,
     * which every message fits that a server accepts. Requests aim at a quarter of it.
     */
    public Builder maxFetchBytes(int value) {
      maxFetchBytes = (int) within("maxFetchBytes", value, LEAST_FETCH_BYTES, Integer.MAX_VALUE);
      return this;
    }

    /** How a lost connection is come back from; default {@link ReconnectPolicy#defaults}. */
    public Builder reconnectPolicy(ReconnectPolicy value) {
      reconnectPolicy = Objects.requireNonNull(value, "reconnectPolicy");
      return this;
    }

    /**
     * The first and the longest wait between two polls at the end of the partition, 1 to 50000
     * microseconds; default 50 and 4000.
     */
    public Builder idleWaitMicros(long min, long max) {
      minIdleWaitMicros = within("minIdleWaitMicros", min, 1, LONGEST_IDLE_WAIT_MICROS);
      maxIdleWaitMicros = within("maxIdleWaitMicros", max, min, LONGEST_IDLE_WAIT_MICROS);
      return this;
    }

    /**
     * How long after a heartbeat the next one is sent, along with a poll; at least 1, default 2000.
     * It has to be below the server's heartbeat interval, which is off or 5 seconds by default.
     */
    public Builder heartbeatMillis(long value) {
      heartbeatMillis = within("heartbeatMillis", value, 1, Long.MAX_VALUE);
      return this;
    }

    /** Who hears of outages, gaps and regresses; default {@link ReaderListener#NONE}. */
    public Builder listener(ReaderListener value) {
      listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /**
     * What earlier readers of the same partition in this process have left behind; default nothing.
     * Without it, each reader made from these options knows only what it has delivered itself.
     */
    public Builder continuity(ReaderContinuity value) {
      continuity = Objects.requireNonNull(value, "continuity");
      return this;
    }

    /**
     * Shared by the readers of the same topic, who then look for messages together while it is
     * quiet; default null, where each looks for itself.
     */
    public Builder topicWatch(TopicWatch value) {
      topicWatch = value;
      return this;
    }

    /**
     * What happens when delivered messages are lost on the server; default {@link
     * OffsetRegressPolicy#REWIND}.
     */
    public Builder regressPolicy(OffsetRegressPolicy value) {
      regressPolicy = Objects.requireNonNull(value, "regressPolicy");
      return this;
    }

    /**
     * The offset that a regress must not go back before, at least 0; default the lowest one that
     * was fetched.
     */
    public Builder lowestOffset(long value) {
      lowestOffset = OptionalLong.of(within("lowestOffset", value, 0, Long.MAX_VALUE));
      return this;
    }

    /**
     * Whether the very first login is tried again within the reconnect budget when the server
     * refuses it; default false. A later one is, after one that was accepted: what was right once
     * may be so again.
     */
    public Builder retriesRefusedLogins(boolean value) {
      retriesRefusedLogins = value;
      return this;
    }

    /** The options. */
    public PartitionReaderOptions build() {
      return new PartitionReaderOptions(this);
    }

    private static long within(String name, long value, long least, long most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            name + " is " + value + ", it must be within " + least + ".." + most);
      }
      return value;
    }
  }
}
