// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.message;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.apache.iggy.connector.client.group.GroupBatch;
import org.apache.iggy.connector.connect.api.ConnectRecord;

/**
 * The records of a batch that are made when somebody looks at the first of them. A sink that only
 * counts costs one copy of the batch's bytes. Thread-safe.
 */
public final class LazyRecords extends AbstractList<ConnectRecord> implements RandomAccess {
  private final RecordMapper mapper;
  private final int size;
  private GroupBatch batch;
  private volatile List<ConnectRecord> records;

  /** The records of a batch, which is copied. */
  public LazyRecords(RecordMapper mapper, GroupBatch batch) {
    this.mapper = mapper;
    this.size = batch.count();
    this.batch = batch.copy();
  }

  /** Whether somebody has looked. */
  public boolean isMade() {
    return records != null;
  }

  @Override
  public ConnectRecord get(int index) {
    List<ConnectRecord> made = records;
    return (made == null ? make() : made).get(index);
  }

  /** The first record alone, for somebody whose looking does not count. */
  public ConnectRecord peek() {
    List<ConnectRecord> made = records;
    if (made != null) {
      return made.get(0);
    }
    synchronized (this) {
      return records == null ? mapper.first(batch) : records.get(0);
    }
  }

  private synchronized List<ConnectRecord> make() {
    if (records == null) {
      records = mapper.records(batch);
      batch = null;
    }
    return records;
  }

  @Override
  public int size() {
    return size;
  }
}
