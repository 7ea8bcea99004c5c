// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the stream part of a table config.
 *
 * @param host the Iggy server
 * @param port its TCP port
 * @param stream the stream's name
 * @param topic the topic's name
 * @param tableName names the consumer group
 * @param metadataPopulated whether the table has a column that comes from the message's metadata
 * @param segmentRows rows after which a partition's segment is committed
 * @param access how to log in and to trust the server: keys without {@code stream.iggy.}
 */
public record IggyStreamConfigs(
    String host,
    int port,
    String stream,
    String topic,
    String tableName,
    boolean metadataPopulated,
    int segmentRows,
    Map<String, String> access) {
  private static final String PREFIX = "stream.iggy.";
  private static final String PLUGIN = "org.apache.iggy.connector.pinot.";

  /** Takes a copy of the access keys. */
  public IggyStreamConfigs {
    access = Map.copyOf(access);
  }

  /** The keys in the order in which a reader expects them. */
  public Map<String, String> toMap() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("streamType", "iggy");
    put(keys, "consumer.type", "lowlevel");
    put(keys, "consumer.factory.class.name", PLUGIN + "consumer.IggyConsumerFactory");
    put(keys, "decoder.class.name", PLUGIN + "decoder.IggyJsonMessageDecoder");
    put(keys, "host", host);
    put(keys, "port", Integer.toString(port));
    access.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> put(keys, entry.getKey(), entry.getValue()));
    put(keys, "stream.id", stream);
    put(keys, "topic.id", topic);
    // Pinot itself asks for this key, whatever the plugin needs.
    put(keys, "topic.name", topic);
    put(keys, "consumer.group", "pinot-" + tableName);
    put(keys, "consumer.prop.auto.offset.reset", "smallest");
    put(keys, "poll.batch.size", "1000");
    if (metadataPopulated) {
      put(keys, "metadata.populate", "true");
    }
    keys.put("realtime.segment.flush.threshold.rows", Integer.toString(segmentRows));
    keys.put("realtime.segment.flush.threshold.time", "1h");
    return keys;
  }

  /**
   * The same for a table that goes when its process ends: it leaves no offset on the server, which
   * would hold up the topic's retention for good.
   */
  public Map<String, String> toTransientMap() {
    Map<String, String> keys = toMap();
    put(keys, "offset.store", "none");
    return keys;
  }

  /** The same with other access keys, such as those that hold no secret. */
  public IggyStreamConfigs withAccess(Map<String, String> otherAccess) {
    return new IggyStreamConfigs(
        host, port, stream, topic, tableName, metadataPopulated, segmentRows, otherAccess);
  }

  /** Never shows the access keys, which may hold a secret. */
  @Override
  public String toString() {
    return "IggyStreamConfigs[" + host + ":" + port + ", " + stream + "/" + topic + "]";
  }

  private static void put(Map<String, String> keys, String key, String value) {
    keys.put(PREFIX + key, value);
  }
}
