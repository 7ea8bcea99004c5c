// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.topic;

import java.util.Map;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * A topic and how to get at it.
 *
 * @param connection the server and the login
 * @param stream the stream's name
 * @param topic the topic's name
 * @param pluginAccess the login and TLS as keys of the Pinot plugin, for a Pinot in this JVM
 * @param clusterAccess the same for a Pinot cluster, without any secret
 */
public record IggyTopic(
    ConnectionOptions connection,
    String stream,
    String topic,
    Map<String, String> pluginAccess,
    Map<String, String> clusterAccess) {

  /** The stream, as commands name it. */
  public Identifier streamId() {
    return Identifier.named(stream);
  }

  /** The topic, as commands name it. */
  public Identifier topicId() {
    return Identifier.named(topic);
  }

  /** Writes to it over a connection of its own. */
  public BatchWriter newWriter() {
    return new BatchWriter(BatchWriterOptions.builder(connection, streamId(), topicId()).build());
  }

  /** Never shows how to log in. */
  @Override
  public String toString() {
    return stream + "/" + topic + " at " + connection.address();
  }
}
