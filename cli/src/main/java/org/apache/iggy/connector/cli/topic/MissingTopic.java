// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.topic;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.stream.StreamDetails;
import org.apache.iggy.connector.protocol.stream.StreamInfo;
import org.apache.iggy.connector.protocol.topic.TopicInfo;

/** Says which part of a topic's name is wrong, and what there is instead. */
public final class MissingTopic {
  private static final int MAX_NAMES = 10;

  private final IggyClient client;
  private final String streamSetting;
  private final String topicSetting;

  /**
   * Asks through this client.
   *
   * @param streamSetting what names the stream, such as {@code --stream}
   * @param topicSetting what names the topic
   */
  public MissingTopic(IggyClient client, String streamSetting, String topicSetting) {
    this.client = client;
    this.streamSetting = streamSetting;
    this.topicSetting = topicSetting;
  }

  /** What is wrong and what there is instead, in one line. */
  public String describe(String stream, String topic) {
    Optional<StreamDetails> found = client.streams().find(Identifier.named(stream));
    if (found.isEmpty()) {
      return "there is no stream '"
          + stream
          + "' ("
          + streamSetting
          + "); "
          + existing("stream", streams());
    }
    List<String> topics = found.get().topics().stream().map(TopicInfo::name).toList();
    return "stream '"
        + stream
        + "' has no topic '"
        + topic
        + "' ("
        + topicSetting
        + "); "
        + existing("topic", topics);
  }

  private List<String> streams() {
    return client.streams().list().stream().map(StreamInfo::name).toList();
  }

  private static String existing(String noun, List<String> names) {
    if (names.isEmpty()) {
      return "there is no " + noun + " at all that this user may see";
    }
    String shown = String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())));
    return "there is " + shown + (names.size() > MAX_NAMES ? ", ..." : "");
  }
}
