// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.embedded.log.LogStore;
import org.apache.iggy.connector.embedded.log.PartitionKey;

/** A topic: partitions and the consumer groups that read them. */
public final class Topic implements Directory.Entry {
  private final long streamId;
  private final long id;
  private final long createdAtMicros;
  private final List<Partition> partitions = new ArrayList<>();
  private final Directory<ConsumerGroup> groups = new Directory<>();
  private final AtomicInteger balance = new AtomicInteger();
  private String name;
  private TopicSettings settings;

  /** Creates a topic without partitions. */
  public Topic(long streamId, long id, long createdAtMicros, String name, TopicSettings settings) {
    this.streamId = streamId;
    this.id = id;
    this.createdAtMicros = createdAtMicros;
    this.name = name;
    this.settings = settings;
  }

  /** The stream it belongs to. */
  public long streamId() {
    return streamId;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  /** Gives it another name. */
  public void rename(String newName) {
    name = newName;
  }

  /** When it was created, microseconds since the epoch. */
  public long createdAtMicros() {
    return createdAtMicros;
  }

  /** Its settings. */
  public TopicSettings settings() {
    return settings;
  }

  /** Replaces its settings. */
  public void settings(TopicSettings newSettings) {
    settings = newSettings;
  }

  /** Its partitions by id, as a view. */
  public List<Partition> partitions() {
    return Collections.unmodifiableList(partitions);
  }

  /** The partition with this id. */
  public Optional<Partition> partition(int partitionId) {
    return partitionId >= 0 && partitionId < partitions.size()
        ? Optional.of(partitions.get(partitionId))
        : Optional.empty();
  }

  /** The partition whose turn it is to take a batch that no key or id routes. */
  public int nextBalancedPartition() {
    int count = partitions.size();
    return balance.getAndUpdate(current -> (current + 1) % count) % count;
  }

  /** Its consumer groups. */
  public Directory<ConsumerGroup> groups() {
    return groups;
  }

  /** Adds empty partitions with the next ids. */
  public void addPartitions(int count, long nowMicros, LogStore store) {
    for (int i = 0; i < count; i++) {
      PartitionKey key = new PartitionKey(streamId, id, partitions.size());
      partitions.add(Partition.create(key, nowMicros, store));
    }
  }

  /** Adds a partition that was there before; its id must be the next. */
  public void restorePartition(long partitionCreatedAtMicros, LogStore store) {
    PartitionKey key = new PartitionKey(streamId, id, partitions.size());
    partitions.add(Partition.open(key, partitionCreatedAtMicros, store));
  }

  /** Deletes the partitions with the highest ids. */
  public void deletePartitions(int count, LogStore store) {
    for (int i = 0; i < count; i++) {
      partitions.remove(partitions.size() - 1).delete(store);
    }
  }

  /** Deals the partitions out anew in all groups. */
  public void rebalanceGroups() {
    groups.all().forEach(group -> group.partitionsChanged(partitions.size()));
  }

  /** Removes all messages and stored offsets. */
  public void purge() {
    partitions.forEach(Partition::purge);
    groups.all().forEach(ConsumerGroup::forgetPolled);
  }

  /** Closes and removes all partitions. */
  public void delete(LogStore store) {
    deletePartitions(partitions.size(), store);
  }

  /** Bytes of all messages. */
  public long sizeBytes() {
    return partitions.stream().mapToLong(partition -> partition.log().sizeBytes()).sum();
  }

  /** How many messages its partitions hold. */
  public long messagesCount() {
    return partitions.stream().mapToLong(partition -> partition.log().messagesCount()).sum();
  }
}
