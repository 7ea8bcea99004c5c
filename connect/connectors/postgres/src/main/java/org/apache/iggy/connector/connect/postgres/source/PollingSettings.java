// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.time.Duration;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.postgres.ConnectionString;
import org.apache.iggy.connector.connect.postgres.source.PostgresSourceKeys.PayloadFormat;

/**
 * What is configured of polling; texts that are not given are null.
 *
 * @param customQuery null for the connector's own query
 */
record PollingSettings(
    ConnectionString database,
    List<String> tables,
    Duration interval,
    int batchSize,
    long maxBatchBytes,
    String trackingColumn,
    String primaryKeyColumn,
    String initialOffset,
    Duration lateCommitWindow,
    CustomQuery customQuery,
    String payloadColumn,
    PayloadFormat payloadFormat,
    boolean deleteAfterRead,
    String processedColumn,
    EnvelopeStyle style) {

  static PollingSettings of(Config config, ConnectionString database) {
    String query = text(config, PostgresSourceKeys.CUSTOM_QUERY);
    String initial = config.find(PostgresSourceKeys.INITIAL_OFFSET).orElse(null);
    CustomQuery customQuery = query == null ? null : new CustomQuery(query);
    if (customQuery != null && customQuery.usesOffset() && initial == null) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "custom_query has $offset, which needs initial_offset for the first time, such as"
              + " initial_offset = \"0\"");
    }
    return new PollingSettings(
        database,
        config.get(PostgresSourceKeys.TABLES),
        config.get(PostgresSourceKeys.POLL_INTERVAL),
        config.get(PostgresSourceKeys.BATCH_SIZE).intValue(),
        config.get(PostgresSourceKeys.MAX_BATCH_BYTES),
        config.get(PostgresSourceKeys.TRACKING_COLUMN),
        text(config, PostgresSourceKeys.PRIMARY_KEY_COLUMN),
        initial,
        config.get(PostgresSourceKeys.LATE_COMMIT_WINDOW),
        customQuery,
        text(config, PostgresSourceKeys.PAYLOAD_COLUMN),
        config.get(PostgresSourceKeys.PAYLOAD_FORMAT),
        config.get(PostgresSourceKeys.DELETE_AFTER_READ),
        text(config, PostgresSourceKeys.PROCESSED_COLUMN),
        EnvelopeStyle.of(config));
  }

  private static String text(Config config, ConfigKey<String> key) {
    return config.find(key).filter(text -> !text.isBlank()).orElse(null);
  }

  /** Whether rows leave what is read once Iggy has them, so that no cursor is needed. */
  boolean isQueue() {
    return deleteAfterRead || processedColumn != null;
  }
}
