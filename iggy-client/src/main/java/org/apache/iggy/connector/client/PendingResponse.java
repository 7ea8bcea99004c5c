// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.command.Request;

/**
 * A request that was sent and whose answer has not been taken yet.
 *
 * @param <R> what the server answers
 */
public final class PendingResponse<R> {
  private final Request<R> request;
  private final Deadline deadline;
  private long ticket;
  private boolean abandoned;
  private Postponement postponement;
  private boolean kept;
  private R answer;
  private IggyServerException refusal;

  PendingResponse(Request<R> request, long ticket, Deadline deadline) {
    this.request = request;
    this.ticket = ticket;
    this.deadline = deadline;
  }

  /** The request that was sent. */
  public Request<R> request() {
    return request;
  }

  long ticket() {
    return ticket;
  }

  /** How long the server has for it altogether. */
  Deadline deadline() {
    return deadline;
  }

  /** It was sent again, under this ticket. */
  void resent(long value) {
    ticket = value;
  }

  /** That the server asked to send it again; null as long as it has not. */
  Postponement postponement() {
    return postponement;
  }

  void postponement(Postponement value) {
    postponement = value;
  }

  /** Nobody waits for the answer any more. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Keeps an answer, on memory of its own, that came while another was waited for. */
  void keep(R value) {
    kept = true;
    answer = value;
  }

  /** Keeps a refusal that came while another answer was waited for. */
  void keep(IggyServerException value) {
    kept = true;
    refusal = value;
  }

  /** Whether the answer has come and is kept. */
  boolean isKept() {
    return kept;
  }

  /** The answer that was kept, once. */
  R takeKept() {
    kept = false;
    IggyServerException refused = refusal;
    R value = answer;
    refusal = null;
    answer = null;
    if (refused != null) {
      throw refused;
    }
    return value;
  }
}
