// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.FrameTooLargeException;
import org.apache.iggy.connector.client.reader.ReaderContinuity.PendingRegress;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;

/**
 * Polls from an offset so that what comes is known to continue what was delivered before.
 *
 * <p>A poll that is not sent ahead asks for one message more, the one before the offset, and
 * compares it with what was delivered there. When it is another one, or the partition ends before
 * it, the last message that still matches is searched, and the policy says where reading goes on.
 * Every step is one request whose answer may come in a later call, so that no call has to outlast
 * its deadline. One thread at a time.
 */
final class VerifiedPolls {
  /** Asking for a larger message again with every poll would cost more than it tells. */
  private static final int CHEAP_MESSAGE_BYTES = 4096;

  /** How long after a request another one is trusted to continue its answer, without looking. */
  private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PartitionReaderOptions options;
  private final PollSession session;
  private final ReaderCounters counters;
  private final ReaderContinuity continuity;
  private final FetchSize fetchSize;
  private final ReadAhead ahead;
  private final IndexedBatch batch = new IndexedBatch();
  private OptionalLong lowestOffset;
  private boolean verified;
  private boolean asksForLess;
  private long trustedSinceNanos = System.nanoTime();
  private int lastMessageBytes;
  private RegressSearch search;
  private OffsetRegress regress;
  private boolean positioned;
  private PendingRegress rewind;
  private long resumeOffset;
  private boolean asksForFirst;
  private boolean askedForFirst;
  private long gapFrom = -1;
  private long gapTo = -1;

  VerifiedPolls(PartitionReaderOptions options, PollSession session, ReaderCounters counters) {
    this.options = options;
    this.session = session;
    this.counters = counters;
    this.continuity = options.continuity();
    this.fetchSize = new FetchSize(options.batchCount(), options.maxFetchBytes());
    this.ahead = new ReadAhead(session, fetchSize);
    this.lowestOffset = options.lowestOffset();
  }

  /**
   * Where reading stands when an offset is asked for: elsewhere only behind a regress.
   *
   * @throws OffsetRegressException when an earlier reader was stopped here
   */
  long position(long asked) {
    if (lowestOffset.isEmpty() || (!options.lowestOffset().isPresent() && asked < lowest())) {
      lowestOffset = OptionalLong.of(asked);
    }
    if (!positioned) {
      adopt(asked);
      positioned = true;
    } else if (rewind != null && asked != rewind.requestedOffset && asked != resumeOffset) {
      leaveRewind();
    }
    return rewind != null && asked == rewind.requestedOffset ? resumeOffset : asked;
  }

  private long lowest() {
    return lowestOffset.orElse(0);
  }

  /** Goes on with a regress that an earlier reader of the partition has found and reported. */
  private void adopt(long asked) {
    PendingRegress pending = continuity.pending().orElse(null);
    if (pending == null) {
      return;
    }
    if (pending.requestedOffset == asked) {
      resume(pending, pending.resumeOffset(options.regressPolicy(), lowest()), "");
    } else {
      continuity.resolved(pending);
    }
  }

  private void leaveRewind() {
    continuity.resolved(rewind);
    rewind = null;
  }

  /** Whether the batch at hand has what is wanted. */
  boolean covers(long offset) {
    return batch.covers(offset);
  }

  /** Whether to ask for what is next as soon as an answer is there, from now on. */
  void readAhead(boolean value) {
    ahead.atOnce(value);
  }

  /** A wait for messages begins. */
  void begin() {
    askedForFirst = asksForFirst;
  }

  /** A connection was made. */
  void connected() {
    // Giving up a connection over the size of an answer is no loss: the server has not changed.
    verified &= asksForLess;
    search = null;
    asksForFirst = false;
  }

  /** Whether the server has answered a poll on this connection. */
  boolean isVerified() {
    return verified;
  }

  /**
   * Polls until the batch holds what the server has at an offset, perhaps nothing.
   *
   * @return false when the deadline passed before; the next call goes on
   * @throws OffsetRegressException when messages were lost and the policy is to stop
   */
  boolean poll(long asked, Deadline deadline) {
    batch.clear();
    ahead.forget();
    while (true) {
      long from = position(asked);
      Step step = nextStep(from);
      PolledMessages answer = session.poll(step.offset, step.count, deadline);
      if (answer == null) {
        return false;
      }
      if (take(step, answer, asked, from)) {
        return true;
      }
    }
  }

  /** What a poll is for. */
  private enum Purpose {
    SEARCH,
    FIRST,
    CHECK,
    READ
  }

  private static final class Step {
    final Purpose purpose;
    final long offset;
    final int count;

    Step(Purpose purpose, long offset, int count) {
      this.purpose = purpose;
      this.offset = offset;
      this.count = count;
    }
  }

  private Step nextStep(long from) {
    if (search != null) {
      return new Step(Purpose.SEARCH, search.nextProbe(), 1);
    }
    if (asksForFirst) {
      return new Step(Purpose.FIRST, PollSession.FIRST, 1);
    }
    int count = fetchSize.nextCount();
    if (gapFrom == from) {
      return new Step(Purpose.READ, gapTo, count);
    }
    boolean known = from > 0 && continuity.history().knows(from - 1);
    if (!known || session.isAskingFor(from)) {
      return new Step(Purpose.READ, from, count);
    }
    if (lastMessageBytes <= CHEAP_MESSAGE_BYTES && !asksForLess) {
      return new Step(Purpose.READ, from - 1, count + 1);
    }
    return verified && isTrusted()
        ? new Step(Purpose.READ, from, count)
        : new Step(Purpose.CHECK, from - 1, 1);
  }

  private boolean isTrusted() {
    return System.nanoTime() - trustedSinceNanos < TRUSTED_NANOS;
  }

  /** Takes an answer; true when the batch is complete. */
  private boolean take(Step step, PolledMessages answer, long asked, long from) {
    if (step.purpose == Purpose.SEARCH) {
      learn(step.offset, answer);
      if (search.isDone()) {
        settle(asked, from, answer.currentOffset());
      }
      return false;
    }
    if (step.purpose == Purpose.FIRST) {
      takeFirst(answer, from);
      return false;
    }
    trustedSinceNanos = session.askedNanos();
    if (step.purpose == Purpose.READ) {
      ahead.answered(answer, isTrusted());
    }
    batch.load(answer, step.offset);
    if (!continues(from)) {
      ahead.forget();
      search = new RegressSearch(continuity.history(), from, answer.currentOffset());
      return false;
    }
    verified = true;
    return step.purpose == Purpose.READ && hasRead(from, answer);
  }

  private boolean hasRead(long from, PolledMessages answer) {
    asksForLess = false;
    gapFrom = -1;
    continuity.read(true);
    boolean nothing = batch.indexOf(from) == batch.count();
    if (nothing && answer.currentOffset() >= from && !askedForFirst) {
      // Server 0.8 answers with nothing for a removed offset when what is left lies only in memory.
      asksForFirst = true;
      return false;
    }
    return true;
  }

  private void takeFirst(PolledMessages answer, long from) {
    asksForFirst = false;
    askedForFirst = true;
    MessageCursor first = answer.cursor();
    if (first.next() && first.offset() > from) {
      gapFrom = from;
      gapTo = first.offset();
    }
  }

  /** Whether the batch does not contradict what was delivered before an offset. */
  private boolean continues(long from) {
    if (from == 0) {
      return true;
    }
    int index = batch.indexOf(from - 1);
    if (index < batch.count() && batch.offset(index) == from - 1) {
      return !continuity.history().contradicts(from - 1, batch.fingerprint(index));
    }
    boolean waitsForIt = rewind != null && from == resumeOffset;
    return waitsForIt || batch.currentOffset() >= from - 1;
  }

  private void learn(long probe, PolledMessages answer) {
    MessageCursor message = answer.cursor();
    boolean found = message.next();
    if (probe != RegressSearch.FIRST) {
      if (found && message.offset() == probe) {
        search.found(DeliveredHistory.fingerprint(message));
      } else {
        search.missing();
      }
    } else if (found) {
      search.startsAt(message.offset());
    } else {
      search.isEmpty(answer.currentOffset());
    }
  }

  /** The search is over: reports what it has found and follows the policy. */
  private void settle(long asked, long from, long currentOffset) {
    PendingRegress found = new PendingRegress(asked, search.fromOffset(), search.isExact());
    search = null;
    OptionalLong resume = found.resumeOffset(options.regressPolicy(), lowest());
    OffsetRegress told =
        new OffsetRegress(found.fromOffset, from - 1, found.exact, currentOffset, resume);
    counters.regressed(told.lostMessages());
    options.listener().offsetsRegressed(told);
    resume(found, resume, ": " + told);
    continuity.history().forgetFrom(found.fromOffset);
    regress = told;
  }

  private void resume(PendingRegress found, OptionalLong resume, String what) {
    if (resume.isEmpty()) {
      continuity.stopped(lowest());
      throw new OffsetRegressException(
          "cannot go on reading "
              + options
              + " at offset "
              + found.requestedOffset
              + what
              + ". The server came back without its last messages, or the topic was purged or made"
              + " anew, and by the policy "
              + options.regressPolicy()
              + " reading must not go back before offset "
              + lowest()
              + "; start from another offset, or change the policy");
    }
    continuity.pending(found);
    rewind = found;
    resumeOffset = resume.getAsLong();
  }

  /** Sends the next request now, if the batch at hand is one to read on from. */
  void askAhead() {
    ahead.ask(isTrusted());
  }

  /** Asks for less from now on, because an answer was over the limit. */
  void askForLess(FrameTooLargeException refusal) {
    fetchSize.refused(session.askedCount(), refusal.frameBytes());
    asksForLess = true;
  }

  /** A connection was lost for another reason than the size of an answer. */
  void lost() {
    asksForLess = false;
  }

  /** The partition's current offset, as the last answer told. */
  long currentOffset() {
    return batch.currentOffset();
  }

  /** What the batch has for an offset that was asked for. */
  FetchedBatch fetched(long asked) {
    FetchedBatch fetched = new FetchedBatch(batch, asked, position(asked), regress);
    regress = null;
    if (!fetched.isEmpty()) {
      delivered(fetched);
    }
    return fetched;
  }

  /** What the batch still has for an offset that it covers. */
  FetchedBatch again(long asked) {
    return new FetchedBatch(batch, asked, position(asked), null);
  }

  /** A batch without messages, because there was no answer in time. */
  FetchedBatch nothing(long asked) {
    batch.clear();
    FetchedBatch fetched = new FetchedBatch(batch, asked, position(asked), regress);
    regress = null;
    return fetched;
  }

  private void delivered(FetchedBatch fetched) {
    batch.record(continuity.history());
    lastMessageBytes = batch.message(batch.count() - 1).length();
    if (rewind != null && fetched.nextOffset() == rewind.requestedOffset) {
      // Asked for next, it is progress.
      leaveRewind();
    }
  }
}
