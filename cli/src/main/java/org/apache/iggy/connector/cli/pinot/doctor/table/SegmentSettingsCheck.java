// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.table;

import java.time.Duration;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.pinot.spi.config.table.SegmentsValidationAndRetentionConfig;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.utils.TimeUtils;

/** Whether segments are neither too many nor too large, and live as long as is meant. */
public final class SegmentSettingsCheck implements Check {
  private static final int FEW_ROWS = 10_000;
  private static final Duration SHORT_TIME = Duration.ofMinutes(5);
  private static final Duration LONG_TIME = Duration.ofDays(1);
  private static final String ROWS = "realtime.segment.flush.threshold.rows";
  private static final String TIME = "realtime.segment.flush.threshold.time";

  private final StreamFacts facts;

  /** Checks the settings of these facts. */
  public SegmentSettingsCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    StreamConfig stream = facts.streamConfig();
    checkRows(stream, findings);
    checkTime(stream, findings);
    checkRetention(stream, findings);
    if (findings.isEmpty()) {
      findings.pass(
          "segments of "
              + rows(stream)
              + " or "
              + Amount.duration(Duration.ofMillis(stream.getFlushThresholdTimeMillis()))
              + ", "
              + facts.tableConfig().getReplication()
              + (facts.tableConfig().getReplication() == 1 ? " replica" : " replicas"));
    }
  }

  private static String rows(StreamConfig stream) {
    if (stream.getFlushThresholdRows() > 0) {
      return Amount.count(stream.getFlushThresholdRows()) + " rows (all partitions of a server)";
    }
    if (stream.getFlushThresholdSegmentRows() > 0) {
      return Amount.count(stream.getFlushThresholdSegmentRows()) + " rows";
    }
    return stream.getFlushThresholdSegmentSizeBytes() > 0
        ? Amount.bytes(stream.getFlushThresholdSegmentSizeBytes())
        : "the size that Pinot finds";
  }

  private void checkRows(StreamConfig stream, Findings findings) {
    boolean anyGiven =
        facts.keys().keySet().stream()
            .anyMatch(
                key ->
                    key.startsWith("realtime.segment.flush.threshold")
                        || key.startsWith("realtime.segment.flush.desired"));
    if (!anyGiven) {
      findings.warn(
          "no flush threshold is set: a segment ends after 5,000,000 rows or 6 hours, which decides"
              + " how much memory it takes and how much is read again after a restart",
          "set " + ROWS + " and " + TIME + ", such as \"500000\" and \"1h\"");
      return;
    }
    int rows = Math.max(stream.getFlushThresholdRows(), stream.getFlushThresholdSegmentRows());
    if (rows > 0 && rows < FEW_ROWS) {
      findings.warn(
          "a segment ends after " + Amount.count(rows) + " rows: many small segments slow queries",
          "raise " + ROWS + " to \"100000\" or more, except in a test");
    }
  }

  private static void checkTime(StreamConfig stream, Findings findings) {
    Duration time = Duration.ofMillis(stream.getFlushThresholdTimeMillis());
    if (time.compareTo(SHORT_TIME) < 0) {
      findings.warn(
          "a segment ends after " + Amount.duration(time) + ": many small segments slow queries",
          "raise " + TIME + " to \"1h\" or more, except in a test; a bare number is milliseconds");
    } else if (time.compareTo(LONG_TIME) > 0) {
      findings.warn(
          "a segment may take "
              + Amount.duration(time)
              + ", all of which is in memory and read again after a restart",
          "lower " + TIME + " to \"6h\" or less; a bare number is milliseconds");
    }
  }

  private void checkRetention(StreamConfig stream, Findings findings) {
    SegmentsValidationAndRetentionConfig segments = facts.tableConfig().getValidationConfig();
    String unit = segments.getRetentionTimeUnit();
    String value = segments.getRetentionTimeValue();
    if (unit == null || value == null || unit.isEmpty() || value.isEmpty()) {
      return;
    }
    if (!value.matches("\\d{1,9}") || TimeUtils.timeUnitFromString(unit) == null) {
      findings.fail(
          "retention of " + value + " " + unit + " cannot be read",
          "set segmentsConfig.retentionTimeUnit to DAYS and retentionTimeValue to a number");
      return;
    }
    long millis = TimeUtils.timeUnitFromString(unit).toMillis(Long.parseLong(value));
    if (millis < stream.getFlushThresholdTimeMillis()) {
      findings.warn(
          "the table keeps rows for "
              + Amount.duration(Duration.ofMillis(millis))
              + ", less than a segment may take to fill",
          "raise segmentsConfig.retentionTimeValue, or lower " + TIME);
    }
  }
}
