// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectRecord;

/** Records behind their transforms, each with what it was made of. Not thread-safe. */
public final class TransformedRecords {
  private final List<ConnectRecord> records;
  private final List<ConnectRecord> originals;

  private TransformedRecords(List<ConnectRecord> records, List<ConnectRecord> originals) {
    this.records = records;
    this.originals = originals;
  }

  /** Records that no transform has changed. */
  static TransformedRecords unchanged(List<ConnectRecord> records) {
    return new TransformedRecords(records, records);
  }

  /** Room for so many records. */
  static TransformedRecords sized(int size) {
    return new TransformedRecords(new ArrayList<>(size), new ArrayList<>(size));
  }

  void add(ConnectRecord record, ConnectRecord original) {
    records.add(record);
    originals.add(original);
  }

  /** The records. */
  public List<ConnectRecord> records() {
    return records;
  }

  /** What each of the records was made of, in the same order. */
  public List<ConnectRecord> originals() {
    return originals;
  }
}
