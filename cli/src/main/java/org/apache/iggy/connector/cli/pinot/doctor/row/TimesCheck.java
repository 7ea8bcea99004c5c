// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.row;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.SampledRow;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.pinot.spi.config.table.SegmentsValidationAndRetentionConfig;
import org.apache.pinot.spi.data.DateTimeFieldSpec;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.utils.TimeUtils;

/** Whether the time column holds times of this age, as its format reads them. */
public final class TimesCheck implements Check {
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2071-01-01T00:00:00Z");

  private final StreamFacts facts;

  /** Checks the sample of these facts. */
  public TimesCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    String column = facts.tableConfig().getValidationConfig().getTimeColumnName();
    DateTimeFieldSpec spec =
        column == null ? null : facts.schema().orElseThrow().getSpecForTimeColumn(column);
    if (spec == null) {
      findings.fail(
          "the table has no time column",
          "set segmentsConfig.timeColumnName to a column of dateTimeFieldSpecs");
      return;
    }
    List<Instant> times = new ArrayList<>();
    int missing = 0;
    for (SampledRow sampled : facts.sample()) {
      for (GenericRow row : sampled.rows()) {
        if (row.getValue(column) == null || row.isNullValue(column)) {
          missing++;
        } else if (!read(spec, row.getValue(column), sampled, times, findings)) {
          return;
        }
      }
    }
    reportMissing(column, missing, times.size(), findings);
    times.stream()
        .max(Instant::compareTo)
        .ifPresent(newest -> report(spec, times, newest, findings));
  }

  private static void reportMissing(String column, int missing, int there, Findings findings) {
    String advice =
        "name another field by segmentsConfig.timeColumnName, or fill it by a transform function;"
            + " \"__metadata$recordTimestamp\" is when Iggy took the message";
    if (missing > 0 && there == 0) {
      findings.fail("no message of the sample has the time column " + column, advice);
    } else if (missing > 0) {
      findings.warn(
          Amount.count(missing, "row")
              + " of the sample have no "
              + column
              + ": Pinot takes the time of ingestion for them",
          advice);
    }
  }

  /** False after a value that is no time. */
  private static boolean read(
      DateTimeFieldSpec spec,
      Object value,
      SampledRow sampled,
      List<Instant> times,
      Findings findings) {
    try {
      times.add(Instant.ofEpochMilli(millis(spec, value)));
      return true;
    } catch (RuntimeException e) {
      findings.fail(
          "time column "
              + spec.getName()
              + ": '"
              + value
              + "' at "
              + sampled.place()
              + " is not of the format "
              + spec.getFormat()
              + ": a segment with it cannot be committed",
          "correct the format of " + spec.getName() + " in the schema");
      return false;
    }
  }

  private static long millis(DateTimeFieldSpec spec, Object value) {
    return spec.getDataType() == DataType.TIMESTAMP && value instanceof Number number
        ? number.longValue()
        : spec.getFormatSpec().fromFormatToMillis(value.toString());
  }

  private void report(
      DateTimeFieldSpec spec, List<Instant> times, Instant newest, Findings findings) {
    Instant oldest = times.stream().min(Instant::compareTo).orElseThrow();
    String range = "column " + spec.getName() + " reads as " + oldest + " to " + newest;
    Instant now = Instant.now();
    if (oldest.isBefore(EARLIEST) || newest.isAfter(LATEST)) {
      boolean early = oldest.isBefore(EARLIEST);
      Instant odd = early ? oldest : newest;
      findings.fail(
          range + ": a segment with a time outside 1971 to 2071 cannot be committed",
          adviceOnUnit(spec, odd)
              .orElse("correct the format of " + spec.getName() + " in the schema"));
    } else if (newest.isAfter(now.plus(CLOCK_SKEW))) {
      findings.warn(
          range + ", which is to come in " + Amount.duration(Duration.between(now, newest)),
          "correct the producers' clocks, or the format or time zone of "
              + spec.getName()
              + " in the schema");
    } else {
      reportAge(range, oldest, now, findings);
    }
  }

  /** The unit in which the number behind a time would be a time of these years. */
  private static Optional<String> adviceOnUnit(DateTimeFieldSpec spec, Instant odd) {
    long number;
    try {
      number =
          spec.getDataType() == DataType.TIMESTAMP
              ? odd.toEpochMilli()
              : Long.parseLong(spec.getFormatSpec().fromMillisToFormat(odd.toEpochMilli()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
    for (TimeUnit unit :
        List.of(
            TimeUnit.SECONDS,
            TimeUnit.MILLISECONDS,
            TimeUnit.MICROSECONDS,
            TimeUnit.NANOSECONDS,
            TimeUnit.DAYS)) {
      Instant read = Instant.ofEpochMilli(unit.toMillis(number));
      if (read.isAfter(Instant.parse("2000-01-01T00:00:00Z")) && read.isBefore(LATEST)) {
        return Optional.of(
            "the values are "
                + unit.name().toLowerCase(java.util.Locale.ROOT)
                + " since 1970: make "
                + spec.getName()
                + (unit == TimeUnit.DAYS ? " INT" : " LONG")
                + " with the format 1:"
                + unit
                + ":EPOCH");
      }
    }
    return Optional.empty();
  }

  private void reportAge(String range, Instant oldest, Instant now, Findings findings) {
    SegmentsValidationAndRetentionConfig segments = facts.tableConfig().getValidationConfig();
    String unit = segments.getRetentionTimeUnit();
    String value = segments.getRetentionTimeValue();
    boolean limited = unit != null && value != null && value.matches("\\d{1,9}");
    TimeUnit retentionUnit = limited ? TimeUtils.timeUnitFromString(unit) : null;
    if (retentionUnit != null) {
      Duration retention = Duration.ofMillis(retentionUnit.toMillis(Long.parseLong(value)));
      if (oldest.isBefore(now.minus(retention))) {
        findings.warn(
            range
                + ": the table keeps rows for "
                + Amount.duration(retention)
                + " only, so that some are deleted as soon as they are committed",
            "raise segmentsConfig.retentionTimeValue, or start the table at a later offset");
        return;
      }
    }
    findings.pass(range);
  }
}
