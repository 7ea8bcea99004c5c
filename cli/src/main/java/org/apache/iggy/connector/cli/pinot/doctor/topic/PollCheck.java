// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.topic;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.OffsetRange;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;

/** Whether the table's user may poll each partition, and what is in it. Stores no offset. */
public final class PollCheck implements Check {
  private final StreamFacts facts;

  /** Checks the partitions of these facts. */
  public PollCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    if (!hasAllListed(findings)) {
      return;
    }
    Map<Integer, OffsetRange> offsets = facts.offsets();
    PartitionOffsets server = facts.client().partitionOffsets(facts.streamId(), facts.topicId());
    for (PartitionInfo partition : facts.topic().partitions()) {
      if (facts.config().partitions().contains(partition.id())) {
        long next = PartitionOffsets.next(partition);
        offsets.put(
            partition.id(), new OffsetRange(Math.min(next, server.earliest(partition.id())), next));
      }
    }
    long empty = offsets.values().stream().filter(range -> range.count() == 0).count();
    String all = Amount.count(offsets.size(), "partition") + " can be polled";
    if (empty == offsets.size()) {
      findings.warn(
          all + ", but there is no message in any",
          "send some, so that the doctor can look at what becomes of them");
    } else {
      findings.pass(all + (empty == 0 ? "" : "; " + empty + " of them without a message"));
    }
  }

  private boolean hasAllListed(Findings findings) {
    Set<Integer> existing =
        facts.topic().partitions().stream()
            .map(PartitionInfo::id)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<Integer> missing = facts.config().partitions().missingFrom(existing);
    if (!missing.isEmpty()) {
      findings.fail(
          "stream.iggy.partition.ids names partitions that are not there: "
              + missing
              + "; the topic has "
              + existing,
          "correct stream.iggy.partition.ids, or add partitions to the topic");
    }
    return missing.isEmpty();
  }
}
