// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import org.postgresql.replication.LogSequenceNumber;

/**
 * Where change data capture stands: every change of the transactions up to a commit was handed on,
 * and of the transaction behind it those up to one change.
 *
 * <p>The server sends transactions whole and in the order of their commits, so a restart asks for
 * everything behind the commit and leaves out what {@link #covers} says. Within a transaction the
 * places of changes in the log never decrease.
 *
 * @param slot the replication slot that it belongs to
 * @param snapshotDone whether the rows that the tables had at first were all handed on; while they
 *     were not, the rest means nothing
 * @param commitLsn the end of the last commit record of which everything was handed on
 * @param transaction the id of the transaction behind it, of which a part was; 0 for none
 * @param lsn the place of its last change that was
 * @param ordinal which of the changes of that place it was, from 0; one record of the log may hold
 *     several rows
 */
record CdcPosition(
    String slot, boolean snapshotDone, long commitLsn, long transaction, long lsn, int ordinal) {

  /** Before the snapshot is complete. */
  static CdcPosition inSnapshot(String slot) {
    return new CdcPosition(slot, false, 0, 0, 0, 0);
  }

  /** Behind a commit. */
  static CdcPosition behind(String slot, long commitLsn) {
    return new CdcPosition(slot, true, commitLsn, 0, 0, 0);
  }

  /** Behind a change of the transaction that follows a commit. */
  CdcPosition within(long commit, long transactionId, long changeLsn, int changeOrdinal) {
    return new CdcPosition(slot, true, commit, transactionId, changeLsn, changeOrdinal);
  }

  /** Whether a change was handed on already. */
  boolean covers(long transactionId, long changeLsn, int changeOrdinal) {
    return transactionId == transaction
        && (changeLsn < lsn || (changeLsn == lsn && changeOrdinal <= ordinal));
  }

  /** As PostgreSQL writes places in its log: {@code 0/16B3748}. */
  static String lsnText(long lsn) {
    return LogSequenceNumber.valueOf(lsn).asString();
  }

  /** Reads what {@link #lsnText} or PostgreSQL wrote. */
  static long lsnOf(String text) {
    return LogSequenceNumber.valueOf(text).asLong();
  }
}
