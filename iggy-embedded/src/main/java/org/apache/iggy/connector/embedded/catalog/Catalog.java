// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import java.util.Optional;
import org.apache.iggy.connector.embedded.session.GroupKey;

/** All streams. Not thread-safe. */
public final class Catalog {
  private final Directory<Stream> streams = new Directory<>();

  /** The streams by number and name. */
  public Directory<Stream> streams() {
    return streams;
  }

  /** The topic with these ids. */
  public Optional<Topic> topic(long streamId, long topicId) {
    return streams.find(streamId).flatMap(stream -> stream.topics().find(topicId));
  }

  /** The group with these ids. */
  public Optional<ConsumerGroup> group(GroupKey key) {
    return topic(key.streamId(), key.topicId())
        .flatMap(topic -> topic.groups().find(key.groupId()));
  }

  /** All topics of all streams. */
  public java.util.stream.Stream<Topic> topics() {
    return streams.all().stream().flatMap(stream -> stream.topics().all().stream());
  }
}
