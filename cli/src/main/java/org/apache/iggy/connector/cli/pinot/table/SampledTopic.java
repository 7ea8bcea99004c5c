// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.schema.IggyStreamConfigs;
import org.apache.iggy.connector.cli.schema.IndexHints;
import org.apache.iggy.connector.cli.schema.InferredColumn;
import org.apache.iggy.connector.cli.schema.PinotTable;
import org.apache.iggy.connector.cli.schema.SchemaInference;
import org.apache.iggy.connector.cli.schema.TableName;
import org.apache.iggy.connector.cli.topic.IggyTopic;
import org.apache.iggy.connector.cli.topic.TopicSample;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;

/**
 * What a topic shows of the table to make over it.
 *
 * @param topic where it is
 * @param inference what the events show
 * @param meanEventBytes how large an event is, about
 * @param expiryMicros age at which the topic's messages may be removed; 0 or less for never
 */
record SampledTopic(
    IggyTopic topic, SchemaInference inference, long meanEventBytes, long expiryMicros) {
  /** What a consuming segment of one partition may take in events. */
  private static final long SEGMENT_BYTES = 256L * 1024 * 1024;

  private static final long MIN_ROWS = 100_000;
  private static final long MAX_ROWS = 2_000_000;
  private static final long USUAL_MINUTES = TimeUnit.HOURS.toMinutes(6);
  private static final int SAFETY = 4;

  static SampledTopic of(IggyTopic topic) {
    SchemaInference inference = new SchemaInference();
    try (IggyClient client = IggyClient.connect(topic.connection(), 1)) {
      TopicSample sample = new TopicSample(client, topic);
      long meanEventBytes = sample.observeBy(inference);
      long expiryMicros = sample.find().info().messageExpiryMicros();
      return new SampledTopic(topic, inference, meanEventBytes, expiryMicros);
    }
  }

  TableDraft draft(
      Optional<String> tableName,
      Optional<String> timeColumn,
      List<String> primaryKey,
      int replication) {
    String name = tableName.orElseGet(() -> TableName.ofTopic(topic.topic()));
    PinotTable table = new PinotTable(name, inference.columns(timeColumn, false));
    requireColumns(table, primaryKey);
    return new TableDraft(
        table, IndexHints.of(table, inference), streamConfigs(table), primaryKey, replication);
  }

  private static void requireColumns(PinotTable table, List<String> primaryKey) {
    List<String> columns = table.columns().stream().map(InferredColumn::name).toList();
    for (String column : primaryKey) {
      if (!columns.contains(column)) {
        throw new CommandFailedException(
            "--primary-key " + column + ": no such column; there is " + String.join(", ", columns));
      }
    }
  }

  private Map<String, String> streamConfigs(PinotTable table) {
    IggyAddress address = topic.connection().address();
    boolean usesMetadata = table.timeColumn().fieldName().isEmpty();
    Map<String, String> keys =
        new IggyStreamConfigs(
                address.host(),
                address.port(),
                topic.stream(),
                topic.topic(),
                table.name(),
                usesMetadata,
                segmentRows(),
                topic.clusterAccess())
            .toMap();
    Map<String, String> timed = new LinkedHashMap<>(keys);
    timed.put("realtime.segment.flush.threshold.time", segmentMinutes() + "m");
    return timed;
  }

  private int segmentRows() {
    long rows = SEGMENT_BYTES / Math.max(1, meanEventBytes);
    return (int) Math.max(MIN_ROWS, Math.min(MAX_ROWS, rows));
  }

  /** Short enough that messages are still there when a segment has to be read again. */
  private long segmentMinutes() {
    if (expiryMicros <= 0) {
      return USUAL_MINUTES;
    }
    long minutes = TimeUnit.MICROSECONDS.toMinutes(expiryMicros) / SAFETY;
    return Math.max(1, Math.min(USUAL_MINUTES, minutes));
  }
}
