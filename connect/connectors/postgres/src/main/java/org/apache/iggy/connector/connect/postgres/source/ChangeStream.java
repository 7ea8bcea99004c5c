// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Follows the records of one run of Debezium: numbers them, leaves out what was handed on before
 * the run, and knows the position behind them.
 */
final class ChangeStream {
  private static final String OLD_KEY_FOLLOWS = "__debezium.newkey";

  private final ChangeRecords records;
  private final String slot;
  private final CdcPosition resumed;
  private CdcPosition position;
  private boolean resuming;
  private long transaction;
  private long lsn;
  private int ordinal;
  private SourceRecord deletedKey;

  /**
   * Creates it.
   *
   * @param position where the run started
   */
  ChangeStream(ChangeRecords records, CdcPosition position) {
    this.records = records;
    this.slot = position.slot();
    this.resumed = position;
    this.position = position;
    this.resuming = position.transaction() != 0;
  }

  /** The position behind everything that was given in. */
  CdcPosition position() {
    return position;
  }

  /** The messages of some records. */
  List<ConnectRecord> accept(List<SourceRecord> given) {
    List<ConnectRecord> messages = new ArrayList<>(given.size());
    for (SourceRecord record : given) {
      accept(record, messages);
    }
    return messages;
  }

  private void accept(SourceRecord record, List<ConnectRecord> messages) {
    Struct value = record.value() instanceof Struct struct ? struct : null;
    boolean isChange = value != null && value.schema().field("op") != null;
    if (!isChange) {
      passed(record.sourceOffset());
      return;
    }
    String operation = value.getString("op");
    switch (operation) {
      case "r" -> acceptRow(record, value, messages);
      case "c", "u", "d", "t" -> acceptChange(record, value, operation, messages);
      default -> passed(record.sourceOffset()); // A message that somebody wrote to the log.
    }
  }

  /** Heartbeats tell of commits without changes of the tables, and of the end of a snapshot. */
  private void passed(Map<String, ?> offset) {
    if (Boolean.TRUE.equals(offset.get("last_snapshot_record"))
        || !offset.containsKey("snapshot")) {
      long commit = commitBefore(offset);
      if (!position.snapshotDone()) {
        position = CdcPosition.behind(slot, (Long) offset.get("lsn"));
      } else if (commit > position.commitLsn() && deletedKey == null) {
        position = CdcPosition.behind(slot, commit);
      }
    }
  }

  private void acceptRow(SourceRecord record, Struct value, List<ConnectRecord> messages) {
    messages.add(records.row(record, value));
    Map<String, ?> offset = record.sourceOffset();
    if (Boolean.TRUE.equals(offset.get("last_snapshot_record"))) {
      position = CdcPosition.behind(slot, (Long) offset.get("lsn"));
    }
  }

  private void acceptChange(
      SourceRecord record, Struct value, String operation, List<ConnectRecord> messages) {
    Map<String, ?> offset = record.sourceOffset();
    count((Long) offset.get("txId"), (Long) offset.get("lsn"));
    if (isCovered()) {
      return;
    }
    if (operation.equals("d") && record.headers().lastWithName(OLD_KEY_FOLLOWS) != null) {
      // An update of the key comes as a delete and an insert, of which one message is made.
      deletedKey = record;
      return;
    }
    SourceRecord oldKey = deletedKey;
    deletedKey = null;
    records.change(record, value, oldKey, lsn, ordinal).ifPresent(messages::add);
    position =
        position.within(
            Math.max(commitBefore(offset), position.commitLsn()), transaction, lsn, ordinal);
  }

  private void count(Long transactionId, Long changeLsn) {
    boolean same = transactionId == transaction && changeLsn == lsn;
    ordinal = same ? ordinal + 1 : 0;
    transaction = transactionId;
    lsn = changeLsn;
  }

  private boolean isCovered() {
    if (resuming && transaction != resumed.transaction()) {
      resuming = false;
    }
    return resuming && resumed.covers(transaction, lsn, ordinal);
  }

  /** The end of the last commit before a record; 0 when the run has seen none yet. */
  private static long commitBefore(Map<String, ?> offset) {
    return offset.get("lsn_commit") instanceof Long commit ? commit : 0;
  }
}
