// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.ReconnectPolicy;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * What a {@link GroupReader} reads, as member of which group and within which limits. Immutable.
 */
public final class GroupReaderOptions {
  /** Where reading a partition starts for which the group has stored no offset. */
  public enum Start {
    /** At the first message that is still there. */
    EARLIEST,
    /** Behind the last message there is when the partition is first read. */
    LATEST
  }

  private final ConnectionOptions connection;
  private final Identifier stream;
  private final Identifier topic;
  private final String group;
  private final boolean groupCreated;
  private final Start start;
  private final int batchCount;
  private final int maxFetchBytes;
  private final int batchBytes;
  private final long membershipCheckMillis;
  private final ReconnectPolicy reconnectPolicy;
  private final Consumer<Set<Integer>> onAssignment;

  private GroupReaderOptions(Builder builder) {
    this.connection =
        builder.connection.toBuilder().maxFrameBytes(Math.max(1024, builder.maxFetchBytes)).build();
    this.stream = Objects.requireNonNull(builder.stream, "stream");
    this.topic = Objects.requireNonNull(builder.topic, "topic");
    this.group = Objects.requireNonNull(builder.group, "group");
    this.groupCreated = builder.groupCreated;
    this.start = builder.start;
    this.batchCount = builder.batchCount;
    this.maxFetchBytes = builder.maxFetchBytes;
    int quarter = Math.max(1, builder.maxFetchBytes / 4);
    this.batchBytes = builder.batchBytes == 0 ? quarter : Math.min(quarter, builder.batchBytes);
    this.membershipCheckMillis = builder.membershipCheckMillis;
    this.reconnectPolicy = builder.reconnectPolicy;
    this.onAssignment = builder.onAssignment;
  }

  /** Options for a group of a topic, everything else at its default. */
  public static Builder builder(
      ConnectionOptions connection, Identifier stream, Identifier topic, String group) {
    return new Builder(connection, stream, topic, group);
  }

  /** How the server is reached; its request timeout bounds every request. */
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

  /** The group's name. */
  public String group() {
    return group;
  }

  /** Whether a group that does not exist is made. */
  public boolean groupCreated() {
    return groupCreated;
  }

  /** Where a partition without stored offset starts. */
  public Start start() {
    return start;
  }

  /** At most how many messages a batch has. */
  public int batchCount() {
    return batchCount;
  }

  /** At most how many bytes an answer has. */
  public int maxFetchBytes() {
    return maxFetchBytes;
  }

  /** How many bytes a batch is to have, as far as the messages so far tell. */
  public int batchBytes() {
    return batchBytes;
  }

  /** How often the group is looked at for a change of who reads what, milliseconds. */
  public long membershipCheckMillis() {
    return membershipCheckMillis;
  }

  /** When and for how long a lost connection is made anew. */
  public ReconnectPolicy reconnectPolicy() {
    return reconnectPolicy;
  }

  /** Told of each new assignment, within the call on the reader that learned of it. */
  public Consumer<Set<Integer>> onAssignment() {
    return onAssignment;
  }

  @Override
  public String toString() {
    return "group " + group + " of topic " + topic + ", stream " + stream + " at " + connection;
  }

  /** Collects options; a value out of range is refused at once with its name. */
  public static final class Builder {
    private final ConnectionOptions connection;
    private final Identifier stream;
    private final Identifier topic;
    private final String group;
    private boolean groupCreated;
    private Start start = Start.EARLIEST;
    private int batchCount = 1000;
    private int maxFetchBytes = 16 * 1024 * 1024;
    private int batchBytes;
    private long membershipCheckMillis = 1000;
    private ReconnectPolicy reconnectPolicy = ReconnectPolicy.defaults();
    private Consumer<Set<Integer>> onAssignment = partitions -> {};

    private Builder(
        ConnectionOptions connection, Identifier stream, Identifier topic, String group) {
      this.connection = connection;
      this.stream = stream;
      this.topic = topic;
      this.group = group;
    }

    /** Makes the group when it does not exist; default false. */
    public Builder groupCreated(boolean value) {
      groupCreated = value;
      return this;
    }

    /** Where a partition without stored offset starts; default earliest. */
    public Builder start(Start value) {
      start = Objects.requireNonNull(value, "start");
      return this;
    }

    /** Messages of a batch; at least 1, default 1000. */
    public Builder batchCount(int value) {
      batchCount = (int) atLeast("batchCount", value, 1);
      return this;
    }

    /** Bytes of an answer; at least 1024, default 16 MiB. */
    public Builder maxFetchBytes(int value) {
      maxFetchBytes = (int) atLeast("maxFetchBytes", value, 1024);
      return this;
    }

    /**
     * Bytes that a batch is to have: so much is asked for, as far as the messages so far tell; at
     * least 1, default and at most a quarter of {@link #maxFetchBytes}.
     */
    public Builder batchBytes(int value) {
      batchBytes = (int) atLeast("batchBytes", value, 1);
      return this;
    }

    /** How often the group is looked at; at least 1, default 1000. */
    public Builder membershipCheckMillis(long value) {
      membershipCheckMillis = atLeast("membershipCheckMillis", value, 1);
      return this;
    }

    /** When and for how long a lost connection is made anew. */
    public Builder reconnectPolicy(ReconnectPolicy value) {
      reconnectPolicy = Objects.requireNonNull(value, "reconnectPolicy");
      return this;
    }

    /** Is told of each new assignment; it must not use the reader. */
    public Builder onAssignment(Consumer<Set<Integer>> value) {
      onAssignment = Objects.requireNonNull(value, "onAssignment");
      return this;
    }

    /** The options. */
    public GroupReaderOptions build() {
      return new GroupReaderOptions(this);
    }

    private static long atLeast(String name, long value, long least) {
      if (value < least) {
        throw new IllegalArgumentException(
            name + " is " + value + ", it must be at least " + least);
      }
      return value;
    }
  }
}
