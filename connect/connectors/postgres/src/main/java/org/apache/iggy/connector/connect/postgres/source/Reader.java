// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import org.apache.iggy.connector.connect.api.SourceBatch;

/** A way of reading PostgreSQL; the methods mean what those of a source connector do. */
interface Reader {
  /** Looks at the database and changes nothing there. */
  void verify() throws Exception;

  /** Connects, from the state given at construction. */
  void start() throws Exception;

  /** Returns records as soon as there are some, or nothing after the time. */
  SourceBatch poll(long timeoutMillis) throws Exception;

  /** Takes note that a batch is in Iggy and its state durable. */
  void acknowledged(SourceBatch batch) throws Exception;

  /** How many batches it gives ahead of the acknowledgements. */
  int maxUnacknowledgedBatches();

  /** Lets go of everything. */
  void stop() throws Exception;
}
