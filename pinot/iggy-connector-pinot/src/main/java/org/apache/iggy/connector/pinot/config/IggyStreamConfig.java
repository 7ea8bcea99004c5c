// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import static org.apache.iggy.connector.pinot.config.IggyStreamConfigKeys.*;
import static org.apache.iggy.connector.pinot.config.OffsetStoreMode.NONE;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.reader.OffsetRegressPolicy;
import org.apache.pinot.spi.stream.StreamConfig;

/**
 * The stream configuration of one table on Iggy, checked as a whole. Immutable.
 *
 * <p>No secret is in {@link #toString}. Pinot's own {@link StreamConfig#toString} does show them,
 * so the plugin never logs that.
 */
public final class IggyStreamConfig {
  private final String tableName;
  private final ConnectionOptions connection;
  private final Object connectionIdentity;
  private final TopicReference topic;
  private final PartitionSubset partitions;
  private final int connectionPoolSize;
  private final int pollBatchSize;
  private final int fetchMaxBytes;
  private final int decodeThreads;
  private final int reconnectBudgetMillis;
  private final OffsetRegressPolicy offsetRegressPolicy;
  private final Optional<String> consumerName;
  private final OffsetStoreMode offsetStoreMode;
  private final boolean pauselessOffsets;
  private final Optional<String> keyHeader;
  private final MetadataFields metadataFields;
  private final List<String> warnings;

  private IggyStreamConfig(
      String tableName,
      StreamProperties properties,
      ConnectionOptions connection,
      TopicReference topic) {
    this.tableName = tableName;
    this.connection = connection;
    this.connectionIdentity = properties.identityOf(IggyStreamConfigKeys.connectionKeys());
    this.topic = topic;
    this.partitions = properties.optional(PARTITION_IDS).orElse(PartitionSubset.all());
    this.connectionPoolSize = properties.optional(CONNECTION_POOL_SIZE).orElseThrow();
    this.pollBatchSize = properties.optional(POLL_BATCH_SIZE).orElseThrow();
    this.fetchMaxBytes = properties.optional(FETCH_MAX_BYTES).orElseThrow();
    this.decodeThreads = properties.optional(DECODE_THREADS).orElseThrow();
    this.reconnectBudgetMillis = properties.optional(RECONNECT_BUDGET_MILLIS).orElseThrow();
    this.offsetRegressPolicy = properties.optional(OFFSET_REGRESS_POLICY).orElseThrow();
    this.consumerName = properties.optional(CONSUMER_GROUP);
    this.offsetStoreMode = properties.optional(OFFSET_STORE).orElseThrow();
    this.pauselessOffsets = properties.optional(OFFSET_STORE_PAUSELESS).orElseThrow();
    this.keyHeader = properties.optional(KEY_HEADER);
    this.metadataFields = metadataFields(properties);
    this.warnings = List.copyOf(properties.warnings());
  }

  private static MetadataFields metadataFields(StreamProperties properties) {
    return properties.optional(METADATA_POPULATE).orElseThrow()
        ? properties.optional(METADATA_FIELDS).orElse(MetadataFields.all())
        : MetadataFields.none();
  }

  /**
   * Reads and checks a table's stream configuration. Nothing is connected to.
   *
   * @throws IggyStreamConfigException with all problems at once
   */
  public static IggyStreamConfig from(StreamConfig streamConfig) {
    return from(streamConfig, System::getenv);
  }

  static IggyStreamConfig from(StreamConfig streamConfig, UnaryOperator<String> environment) {
    StreamProperties properties =
        new StreamProperties(streamConfig.getType(), streamConfig.getStreamConfigsMap());
    IggyStreamConfigKeys.all().forEach(properties::check);
    checkMetadata(properties);
    Optional<TopicReference> topic = TopicReference.read(properties);
    Optional<ConnectionOptions> connection =
        new ConnectionSettings(properties, environment)
            .read(streamConfig.getConnectionTimeoutMillis());
    requireNameOfStoredOffsets(properties);
    if (!properties.problems().isEmpty()) {
      throw new IggyStreamConfigException(
          streamConfig.getTableNameWithType(), properties.problems());
    }
    return new IggyStreamConfig(
        streamConfig.getTableNameWithType(),
        properties,
        connection.orElseThrow(),
        topic.orElseThrow());
  }

  private static void checkMetadata(StreamProperties properties) {
    if (properties.contains(METADATA_FIELDS)
        && !properties.optional(METADATA_POPULATE).orElse(true)) {
      properties.problem(
          METADATA_FIELDS,
          "is set, but nothing is offered; set "
              + properties.fullName(METADATA_POPULATE)
              + " to true");
    }
  }

  private static void requireNameOfStoredOffsets(StreamProperties properties) {
    boolean asked =
        properties.contains(OFFSET_STORE) && properties.optional(OFFSET_STORE).orElse(NONE) != NONE;
    if (asked && !properties.contains(CONSUMER_GROUP)) {
      properties.problem(
          OFFSET_STORE,
          "is set, but there is no name to store offsets under; set "
              + properties.fullName(CONSUMER_GROUP)
              + " or remove it");
    }
  }

  /** The table, with its type. */
  public String tableName() {
    return tableName;
  }

  /** How to connect and log in. */
  public ConnectionOptions connection() {
    return connection;
  }

  /** Equal for tables that connect in the same way, so that they can share connections. */
  public Object connectionIdentity() {
    return connectionIdentity;
  }

  /** The stream and topic. */
  public TopicReference topic() {
    return topic;
  }

  /** The partitions of the topic that the table consumes. */
  public PartitionSubset partitions() {
    return partitions;
  }

  /** Idle connections kept for metadata requests. */
  public int connectionPoolSize() {
    return connectionPoolSize;
  }

  /** Most messages of one poll. */
  public int pollBatchSize() {
    return pollBatchSize;
  }

  /** Largest answer to a poll that is taken, bytes. */
  public int fetchMaxBytes() {
    return fetchMaxBytes;
  }

  /** Most threads of the JVM that decode ahead, 0 for none. */
  public int decodeThreads() {
    return decodeThreads;
  }

  /** How long a fetch keeps trying to reconnect, milliseconds. */
  public int reconnectBudgetMillis() {
    return reconnectBudgetMillis;
  }

  /** What happens when consumed messages are no longer on the server. */
  public OffsetRegressPolicy offsetRegressPolicy() {
    return offsetRegressPolicy;
  }

  /** Name under which the table polls. */
  public Optional<String> consumerName() {
    return consumerName;
  }

  /**
   * Whether committed offsets are stored, and as what; NONE when the table has no name for them.
   */
  public OffsetStoreMode offsetStoreMode() {
    return consumerName.isPresent() ? offsetStoreMode : NONE;
  }

  /** Whether a segment's start does not prove that the segment before it is committed. */
  public boolean pauselessOffsets() {
    return pauselessOffsets;
  }

  /** User header whose value becomes the row's key. */
  public Optional<String> keyHeader() {
    return keyHeader;
  }

  /** What of a message's metadata is offered as columns. */
  public MetadataFields metadataFields() {
    return metadataFields;
  }

  /** Keys that nobody knows, each with what may have been meant. */
  public List<String> warnings() {
    return warnings;
  }

  /** What is configured, without secrets. */
  @Override
  public String toString() {
    return "IggyStreamConfig{table="
        + tableName
        + ", topic="
        + topic
        + ", partitions="
        + partitions
        + ", connection="
        + connection
        + ", pollBatchSize="
        + pollBatchSize
        + ", fetchMaxBytes="
        + fetchMaxBytes
        + ", decodeThreads="
        + decodeThreads
        + ", reconnectBudgetMillis="
        + reconnectBudgetMillis
        + ", offsetRegressPolicy="
        + offsetRegressPolicy
        + ", connectionPoolSize="
        + connectionPoolSize
        + ", offsetStore="
        + offsetStoreMode()
        + ", keyHeader="
        + keyHeader.orElse("none")
        + ", metadataFields="
        + metadataFields
        + "}";
  }
}
