// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

/** Writes messages of Iggy to another system. */
public interface SinkConnector extends Connector {
  /**
   * Writes a batch, and returns when the other system has it for good: the runtime stores the
   * offset then, and will not give these records again.
   *
   * <p>After a crash, a rebalance or an error, records that were written come again. The key for
   * writing them once is {@link Coordinates}, never the message id.
   *
   * @throws RecordsRejectedException when all but the named records were written
   * @throws ConnectException when the batch is to be taken as not written; TRANSIENT: it comes
   *     again, PERMANENT: the runtime finds the records that are at fault by writing parts of it
   * @throws Exception anything else counts as TRANSIENT
   */
  void write(SinkBatch batch) throws Exception;

  /**
   * How many records of one partition a batch should have when there is a backlog; the runtime
   * collects what several polls bring, within a bound of bytes. 0: a batch a poll.
   */
  default int preferredBatchLength() {
    return 0;
  }
}
