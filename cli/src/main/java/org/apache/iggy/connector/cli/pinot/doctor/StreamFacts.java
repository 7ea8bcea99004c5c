// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.TopicDetails;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.stream.StreamConfig;

/**
 * What the checks of one stream have found out so far, each for those behind it. A check is given
 * only what those before it have left here, so a missing fact is an error of the plan. Checks run
 * one after another.
 */
public final class StreamFacts implements AutoCloseable {
  private final TableConfig tableConfig;
  private final Optional<Schema> schema;
  private final Map<String, String> keys;
  private StreamConfig streamConfig;
  private IggyStreamConfig config;
  private List<InetAddress> addresses;
  private IggyClient client;
  private Identifier streamId;
  private Identifier topicId;
  private TopicDetails topic;
  private final Map<Integer, OffsetRange> offsets = new TreeMap<>();
  private List<SampledRow> sample;

  /** The facts that the files tell. */
  public StreamFacts(TableConfig tableConfig, Optional<Schema> schema, Map<String, String> keys) {
    this.tableConfig = tableConfig;
    this.schema = schema;
    this.keys = Map.copyOf(keys);
  }

  /** The table. */
  public TableConfig tableConfig() {
    return tableConfig;
  }

  /** Its schema, if one was given. */
  public Optional<Schema> schema() {
    return schema;
  }

  /** The keys of the stream, as the file has them. */
  public Map<String, String> keys() {
    return keys;
  }

  /** The keys as Pinot and the plugin read them. */
  public void configured(StreamConfig byPinot, IggyStreamConfig byPlugin) {
    streamConfig = byPinot;
    config = byPlugin;
  }

  /** The keys as Pinot reads them. */
  public StreamConfig streamConfig() {
    return require(streamConfig);
  }

  /** The keys as the plugin reads them. */
  public IggyStreamConfig config() {
    return require(config);
  }

  /** What the host name resolves to. */
  public void resolved(List<InetAddress> found) {
    addresses = List.copyOf(found);
  }

  /** What the host name resolves to. */
  public List<InetAddress> addresses() {
    return require(addresses);
  }

  /** A client that has logged in; closed with the facts. */
  public void loggedIn(IggyClient loggedIn) {
    client = loggedIn;
  }

  /** A client that has logged in. */
  public IggyClient client() {
    return require(client);
  }

  /** The topic as the server knows it. */
  public void found(Identifier stream, Identifier topicInStream, TopicDetails details) {
    streamId = stream;
    topicId = topicInStream;
    topic = details;
  }

  /** The stream, as requests name it. */
  public Identifier streamId() {
    return require(streamId);
  }

  /** The topic, as requests name it. */
  public Identifier topicId() {
    return require(topicId);
  }

  /** The topic as the server describes it. */
  public TopicDetails topic() {
    return require(topic);
  }

  /** Where the partitions that the table reads begin and end, by id. */
  public Map<Integer, OffsetRange> offsets() {
    return offsets;
  }

  /** Messages of the topic and what becomes of them. */
  public void sampled(List<SampledRow> rows) {
    sample = List.copyOf(rows);
  }

  /** Messages of the topic and what becomes of them. */
  public List<SampledRow> sample() {
    return require(sample);
  }

  private static <T> T require(T fact) {
    return Objects.requireNonNull(fact, "a check runs before the one that it needs");
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
