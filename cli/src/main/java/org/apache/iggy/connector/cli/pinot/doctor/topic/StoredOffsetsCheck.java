// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.pinot.config.OffsetStoreMode;
import org.apache.iggy.connector.pinot.offset.StoredOffset;
import org.apache.iggy.connector.pinot.offset.StoredOffsets;

/**
 * Whether an offset that this table, or one before it, has stored on the server is stale: it keeps
 * the server from deleting what lies behind it.
 */
public final class StoredOffsetsCheck implements Check {
  private static final int MANY_SEGMENTS = 4;
  private static final String ADVICE =
      "if no table consumes as this consumer, delete them: iggy-connect pinot offsets --delete"
          + " TABLE.json";

  private final StreamFacts facts;

  /** Checks the offsets that the table of these facts has stored. */
  public StoredOffsetsCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    if (facts.config().consumerName().isEmpty()) {
      findings.pass("none: stream.iggy.consumer.group is not set");
      return;
    }
    OffsetStoreMode mode = facts.config().offsetStoreMode();
    try (StoredOffsets server = new StoredOffsets(facts.config())) {
      List<String> stored = new ArrayList<>();
      for (StoredOffset offset : server.read(mode)) {
        judge(offset, findings);
        if (offset.stored().isPresent()) {
          stored.add(offset.partitionId() + ": " + offset.stored().getAsLong());
        }
      }
      if (mode == OffsetStoreMode.NONE) {
        judgeUnused(server.read(OffsetStoreMode.CONSUMER), findings);
      }
      if (findings.isEmpty()) {
        String consumer = facts.config().consumerName().orElseThrow();
        findings.pass(
            stored.isEmpty()
                ? "none for '" + consumer + "' yet"
                : "for '" + consumer + "', by partition: " + String.join(", ", stored));
      }
    }
  }

  private void judge(StoredOffset offset, Findings findings) {
    OptionalLong stored = offset.stored();
    if (stored.isEmpty()) {
      return;
    }
    String place = "offset " + stored.getAsLong() + " of partition " + offset.partitionId();
    Duration lag = Duration.ofMillis(offset.lagMillis(System.currentTimeMillis()));
    Duration segment = Duration.ofMillis(facts.streamConfig().getFlushThresholdTimeMillis());
    if (stored.getAsLong() >= offset.next()) {
      findings.warn(
          place
              + " is stored, but the partition ends at "
              + offset.next()
              + ": it is of another topic",
          ADVICE);
    } else if (offset.isOvertakenByRetention()) {
      findings.warn(
          place
              + " is stored, but the partition begins at "
              + offset.earliest()
              + ": the messages between are gone",
          "a table that goes on from there reports data loss; " + ADVICE);
    } else if (lag.compareTo(segment.multipliedBy(MANY_SEGMENTS)) > 0) {
      findings.warn(
          place
              + " is stored, "
              + Amount.count(offset.lagMessages(), "message")
              + " and "
              + Amount.duration(lag)
              + " behind: the topic's retention waits for it",
          "see whether the table still consumes; " + ADVICE);
    }
  }

  private static void judgeUnused(List<StoredOffset> offsets, Findings findings) {
    long stored = offsets.stream().filter(offset -> offset.stored().isPresent()).count();
    if (stored > 0) {
      findings.warn(
          Amount.count(stored, "partition")
              + " with a stored offset, which the table no longer moves: stream.iggy.offset.store is"
              + " none",
          "delete them: iggy-connect pinot offsets --delete --mode consumer TABLE.json");
    }
  }
}
