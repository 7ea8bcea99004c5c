// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.SampledRow;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.readers.GenericRow;

/** Whether the rows of an upsert or dedup table have a key, and each key one partition. */
public final class PrimaryKeyCheck implements Check {
  private final StreamFacts facts;

  /** Checks the sample of these facts. */
  public PrimaryKeyCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    TableConfig table = facts.tableConfig();
    if (!table.isUpsertEnabled() && !table.isDedupEnabled()) {
      findings.pass("none needed: neither upsert nor dedup is on");
      return;
    }
    List<String> columns = facts.schema().orElseThrow().getPrimaryKeyColumns();
    if (columns == null || columns.isEmpty()) {
      findings.fail(
          "the schema has no primary key, which upsert and dedup need",
          "set primaryKeyColumns in the schema");
      return;
    }
    checkPresence(columns, findings);
    checkPartitions(columns, findings);
    if (findings.isEmpty()) {
      findings.pass("every row has " + String.join(", ", columns) + ", each key in one partition");
    }
  }

  private void checkPresence(List<String> columns, Findings findings) {
    for (String column : columns) {
      long all = 0;
      long missing = 0;
      for (SampledRow sampled : facts.sample()) {
        for (GenericRow row : sampled.rows()) {
          all++;
          missing += row.getValue(column) == null || row.isNullValue(column) ? 1 : 0;
        }
      }
      if (missing > 0) {
        String message =
            Amount.count(missing)
                + " of "
                + Amount.count(all, "row")
                + " have no value in the key column "
                + column
                + ": they all count as one key";
        String advice =
            "have the producers set the field, or fill the column by a transform function;"
                + " stream.iggy.key.header makes a header the column __key";
        if (missing == all) {
          findings.fail(message, advice);
        } else {
          findings.warn(message, advice);
        }
      }
    }
  }

  private void checkPartitions(List<String> columns, Findings findings) {
    Map<List<Object>, Integer> partitions = new HashMap<>();
    Optional<String> split = Optional.empty();
    for (SampledRow sampled : facts.sample()) {
      for (GenericRow row : sampled.rows()) {
        List<Object> key = List.of(row.getPrimaryKey(columns).getValues());
        Integer known = partitions.putIfAbsent(key, sampled.partition());
        if (known != null && known != sampled.partition() && split.isEmpty()) {
          split =
              Optional.of(
                  "key " + key + " is in partitions " + known + " and " + sampled.partition());
        }
      }
    }
    split.ifPresent(
        where ->
            findings.fail(
                where + ": Pinot finds duplicates only within a partition",
                "have the producers send by key (Partitioning.key), so that all messages of one key"
                    + " go to one partition"));
  }
}
