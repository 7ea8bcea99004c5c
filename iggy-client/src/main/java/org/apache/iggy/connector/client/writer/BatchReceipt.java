// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.writer;

import java.util.Optional;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.protocol.message.Partitioning;

/**
 * What became of the batch that a message went into. The batch is settled when the server has
 * acknowledged or refused it and the writer has been told, which happens within calls on the
 * writer; until then it is on its way. May be looked at by any thread.
 */
public final class BatchReceipt {
  private final Partitioning partitioning;
  private volatile int messages;
  private volatile boolean acknowledged;
  private volatile IggyServerException refusal;

  BatchReceipt(Partitioning partitioning) {
    this.partitioning = partitioning;
  }

  /** How the server chooses the batch's partition. */
  public Partitioning partitioning() {
    return partitioning;
  }

  /** How many messages the batch has so far. */
  public int messages() {
    return messages;
  }

  /** Whether the server has acknowledged or refused the batch. */
  public boolean isSettled() {
    return acknowledged || refusal != null;
  }

  /** Whether the server has appended the batch. */
  public boolean isAcknowledged() {
    return acknowledged;
  }

  /** Why the server did not append the batch, if it refused it. */
  public Optional<IggyServerException> refusal() {
    return Optional.ofNullable(refusal);
  }

  void added(int count) {
    messages = count;
  }

  void acknowledge() {
    acknowledged = true;
  }

  void refuse(IggyServerException reason) {
    refusal = reason;
  }

  @Override
  public String toString() {
    String state = acknowledged ? "acknowledged" : refusal != null ? "refused" : "on its way";
    return messages + " messages for " + partitioning + ", " + state;
  }
}
