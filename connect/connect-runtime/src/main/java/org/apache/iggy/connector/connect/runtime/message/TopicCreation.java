// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.message;

import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/** Makes the streams and topics that are written to and missing. */
public final class TopicCreation {
  private TopicCreation() {}

  /**
   * Makes the stream, and the topic with one partition, unless they are there.
   *
   * @throws org.apache.iggy.connector.client.IggyException when the server cannot be reached, or
   *     does not let this user see or make them
   */
  public static void ensure(ConnectionOptions connection, String stream, String topic) {
    Identifier streamId = Identifier.named(stream);
    try (IggyClient client = IggyClient.connect(connection, 1)) {
      if (client.streams().find(streamId).isEmpty()) {
        unlessThere(IggyStatus.STREAM_NAME_ALREADY_EXISTS, () -> client.streams().create(stream));
      }
      if (client.topics().find(streamId, Identifier.named(topic)).isEmpty()) {
        unlessThere(
            IggyStatus.TOPIC_NAME_ALREADY_EXISTS, () -> client.topics().create(streamId, topic, 1));
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
}
