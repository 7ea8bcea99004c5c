// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.util.Objects;
import java.util.Optional;

/** The stream and topic of a table, as the configuration names them. Immutable. */
public final class TopicReference {
  private final String stream;
  private final String topic;

  private TopicReference(String stream, String topic) {
    this.stream = stream;
    this.topic = topic;
  }

  /**
   * Brings {@code stream.id}, {@code topic.id} and {@code topic.name} together. Pinot demands the
   * last, and wants it unique among the topics of a table, so it may be {@code stream/topic}.
   */
  static Optional<TopicReference> read(StreamProperties properties) {
    Optional<String> streamId = properties.optional(IggyStreamConfigKeys.STREAM_ID);
    Optional<String> topicId = properties.optional(IggyStreamConfigKeys.TOPIC_ID);
    Optional<String> topicName = properties.optional(IggyStreamConfigKeys.TOPIC_NAME);
    Optional<String> streamOfName =
        streamId.or(() -> topicName.flatMap(TopicReference::beforeSlash));
    if (streamOfName.isEmpty()) {
      properties.required(IggyStreamConfigKeys.STREAM_ID);
      return Optional.empty();
    }
    String stream = streamOfName.get();
    Optional<String> topicOfName = topicName.map(name -> withoutStream(name, stream));
    Optional<String> topic = topicId.or(() -> topicOfName);
    if (topic.isEmpty()) {
      properties.required(IggyStreamConfigKeys.TOPIC_ID);
      return Optional.empty();
    }
    if (topicId.isPresent() && topicOfName.isPresent() && !topicId.equals(topicOfName)) {
      properties.problem(
          IggyStreamConfigKeys.TOPIC_NAME,
          "is '"
              + topicName.get()
              + "' but topic.id is '"
              + topicId.get()
              + "'; they must name the"
              + " same topic, such as "
              + topicId.get()
              + " or "
              + stream
              + "/"
              + topicId.get());
      return Optional.empty();
    }
    return Optional.of(new TopicReference(stream, topic.get()));
  }

  private static Optional<String> beforeSlash(String name) {
    int slash = name.indexOf('/');
    boolean both = slash > 0 && slash < name.length() - 1;
    return both ? Optional.of(name.substring(0, slash)) : Optional.empty();
  }

  private static String withoutStream(String name, String stream) {
    String prefix = stream + "/";
    return name.startsWith(prefix) && name.length() > prefix.length()
        ? name.substring(prefix.length())
        : name;
  }

  /** The stream: a name, or a number that may be an id. */
  public String stream() {
    return stream;
  }

  /** The topic: a name, or a number that may be an id. */
  public String topic() {
    return topic;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicReference
        && stream.equals(((TopicReference) other).stream)
        && topic.equals(((TopicReference) other).topic);
  }

  @Override
  public int hashCode() {
    return Objects.hash(stream, topic);
  }

  /** {@code stream/topic}. */
  @Override
  public String toString() {
    return stream + "/" + topic;
  }
}
