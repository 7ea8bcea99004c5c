// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.postgres.ConnectionString;
import org.apache.iggy.connector.connect.postgres.source.PostgresSourceKeys.OnSlotLost;
import org.apache.iggy.connector.connect.postgres.source.PostgresSourceKeys.SnapshotMode;

/** What is configured of change data capture. */
record CdcSettings(
    ConnectionString database,
    List<String> tables,
    String slot,
    String publication,
    Set<String> operations,
    boolean snapshot,
    boolean snapshotWhenLost,
    boolean dropOnStop,
    Duration heartbeatInterval,
    int batchSize,
    long maxBatchBytes,
    EnvelopeStyle style) {

  static CdcSettings of(Config config, ConnectionString database) {
    return new CdcSettings(
        database,
        config.get(PostgresSourceKeys.TABLES),
        config.get(PostgresSourceKeys.REPLICATION_SLOT),
        config.get(PostgresSourceKeys.PUBLICATION_NAME),
        config.get(PostgresSourceKeys.CAPTURE_OPERATIONS).stream()
            .map(name -> name.toUpperCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()),
        config.get(PostgresSourceKeys.SNAPSHOT_MODE) == SnapshotMode.INITIAL,
        config.get(PostgresSourceKeys.ON_SLOT_LOST) == OnSlotLost.SNAPSHOT,
        config.get(PostgresSourceKeys.DROP_SLOT_ON_STOP),
        config.get(PostgresSourceKeys.HEARTBEAT_INTERVAL),
        config.get(PostgresSourceKeys.BATCH_SIZE).intValue(),
        config.get(PostgresSourceKeys.MAX_BATCH_BYTES),
        EnvelopeStyle.of(config));
  }
}
