// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;

/**
 * Asks for what follows an answer before anybody wants it: the next answer, and where answers are
 * small the one behind it, too, so that the server need not wait for a request while the answer
 * before it travels. One thread at a time.
 */
final class ReadAhead {
  /**
   * Of answers up to this size two are asked for ahead. Of larger ones the server's work is the
   * most, and two would fill much of the kernel's buffers.
   */
  private static final int SMALL_ANSWER_BYTES = 256 * 1024;

  /** After a second request that was wrong about where the first answer ends, so many answers. */
  private static final int ANSWERS_ASKED_FOR_SINGLY = 64;

  private static final long NOWHERE = -1;

  private final PollSession session;
  private final FetchSize fetchSize;
  private boolean atOnce;

  /** Where the last answer ends and nothing was asked for yet, or {@link #NOWHERE}. */
  private long next = NOWHERE;

  /** For how many answers yet no second request is sent behind the one that is. */
  private int askedForSingly;

  ReadAhead(PollSession session, FetchSize fetchSize) {
    this.session = session;
    this.fetchSize = fetchSize;
  }

  /** Whether to ask as soon as there is an answer, from now on, or only when told to. */
  void atOnce(boolean value) {
    atOnce = value;
  }

  /** There is no answer to read on from. */
  void forget() {
    next = NOWHERE;
  }

  /**
   * An answer came. There is nothing to ask for where the partition ends with it, as far as the
   * server has told.
   *
   * @param trusted whether the next answer will continue this one for certain: one that is asked
   *     for ahead is not compared with what was delivered
   */
  void answered(PolledMessages answer, boolean trusted) {
    if (answer.count() == 0) {
      return;
    }
    fetchSize.accepted(answer.count(), answer.sizeBytes());
    long behind = behindLast(answer);
    next = behind > answer.currentOffset() ? NOWHERE : behind;
    askedForSingly =
        session.isAsking() && !session.isAskingFor(behind)
            ? ANSWERS_ASKED_FOR_SINGLY
            : Math.max(0, askedForSingly - 1);
    if (atOnce) {
      boolean second = askedForSingly == 0 && answer.sizeBytes() <= SMALL_ANSWER_BYTES;
      ask(trusted, second ? answer.currentOffset() : NOWHERE);
    }
  }

  /** Asks for the next answer now, if the last one is one to read on from. */
  void ask(boolean trusted) {
    ask(trusted, NOWHERE);
  }

  private void ask(boolean trusted, long lastOfSecond) {
    long from = next;
    next = NOWHERE;
    if (from == NOWHERE || !trusted) {
      return;
    }
    try {
      session.sendAhead(from, fetchSize.nextCount(), lastOfSecond);
    } catch (IggyException e) {
      // The answer at hand is good; the next fetch meets the loss and comes back from it.
      session.disconnect();
    }
  }

  /** Where the answer ends if no offset is missing in it; one walk over it tells for certain. */
  private static long behindLast(PolledMessages answer) {
    MessageCursor first = answer.cursor();
    first.next();
    return first.offset() + answer.count();
  }
}
