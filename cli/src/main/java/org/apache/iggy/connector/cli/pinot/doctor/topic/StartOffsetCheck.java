// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.topic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.OffsetRange;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.pinot.consumer.IggyStreamPartitionMsgOffset;
import org.apache.iggy.connector.pinot.metadata.IggyStreamMetadataProvider;
import org.apache.pinot.spi.stream.OffsetCriteria;

/** Where a new table would start, by the plugin's own answer. */
public final class StartOffsetCheck implements Check {
  private static final String KEY = "stream.iggy.consumer.prop.auto.offset.reset";

  private final StreamFacts facts;
  private final Duration timeout;

  /** Checks the criteria of these facts, within the time. */
  public StartOffsetCheck(StreamFacts facts, Duration timeout) {
    this.facts = facts;
    this.timeout = timeout;
  }

  @Override
  public void examine(Findings findings) {
    OffsetCriteria criteria = facts.streamConfig().getOffsetCriteria();
    Map<Integer, Long> starts = starts(criteria);
    boolean sound = !criteria.isCustom() || checkExplicit(starts, findings);
    if (!sound) {
      return;
    }
    long there = facts.offsets().values().stream().mapToLong(OffsetRange::count).sum();
    long read = 0;
    for (Map.Entry<Integer, Long> start : starts.entrySet()) {
      OffsetRange range = facts.offsets().get(start.getKey());
      read += range.next() - Math.max(range.earliest(), start.getValue());
    }
    String what =
        "reads " + Amount.count(read) + " of the " + Amount.count(there, "message") + " there now";
    if (!facts.keys().containsKey(KEY)) {
      findings.warn(
          KEY + " is not set, for which Pinot takes largest: a new table " + what,
          "set it to \"smallest\" for all messages, or to \"largest\" if that is meant");
    } else if (read == 0 && there > 0 && !criteria.isLargest()) {
      findings.warn(
          facts.keys().get(KEY) + ": a new table " + what,
          "set " + KEY + " to \"smallest\" or to an earlier time, if that is not meant");
    } else {
      findings.pass(facts.keys().get(KEY) + ": a new table " + what);
    }
  }

  private Map<Integer, Long> starts(OffsetCriteria criteria) {
    Map<Integer, Long> starts = new TreeMap<>();
    for (int partition : facts.offsets().keySet()) {
      try (IggyStreamMetadataProvider provider =
          new IggyStreamMetadataProvider(facts.config(), partition)) {
        starts.put(
            partition,
            IggyStreamPartitionMsgOffset.valueOf(
                provider.fetchStreamPartitionOffset(criteria, timeout.toMillis())));
      }
    }
    return starts;
  }

  /** An offset of one partition is hardly one of another. */
  private boolean checkExplicit(Map<Integer, Long> starts, Findings findings) {
    for (Map.Entry<Integer, Long> start : starts.entrySet()) {
      OffsetRange range = facts.offsets().get(start.getKey());
      if (start.getValue() > range.next()) {
        findings.fail(
            KEY
                + " is offset "
                + start.getValue()
                + ", but partition "
                + start.getKey()
                + " ends at "
                + range.next(),
            "set it to smallest, largest, a period such as 2d or a time; an offset is for every"
                + " partition the same");
        return false;
      }
      if (start.getValue() < range.earliest()) {
        findings.warn(
            KEY
                + " is offset "
                + start.getValue()
                + ", but partition "
                + start.getKey()
                + " begins at "
                + range.earliest()
                + ": the messages between are gone, which the table will report as data loss",
            "set it to smallest");
        return false;
      }
    }
    return true;
  }
}
