// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iggy.connector.client.FrameTooLargeException;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * Reads one partition from any offset, on the caller's thread.
 *
 * <p>While the caller works on a batch, the request for the next one is on its way: the kernel's
 * receive buffer is the prefetch queue. Reading on from {@link FetchedBatch#nextOffset} finds its
 * answer there; any other offset is served as well, from the batch at hand or by a new request.
 *
 * <p>A lost connection is made anew inside the fetch that meets the loss, as often as the {@link
 * org.apache.iggy.connector.client.ReconnectPolicy} allows, and reading resumes at the offset that
 * was asked for. Nothing is skipped in silence: see {@link FetchedBatch#hasGap}, {@link
 * FetchedBatch#hasRegressed} and {@link FetchedBatch#hasDiverged}.
 *
 * <p>It connects at the first fetch. One thread at a time may fetch, not always the same one;
 * {@link #close}, {@link #isConnected} and {@link #counters} are for any thread at any time.
 */
public final class PartitionReader implements AutoCloseable {
  /** What a server may answer while it starts and has not loaded all its partitions yet. */
  private static final Set<IggyStatus> WHILE_STARTING =
      EnumSet.of(
          IggyStatus.STREAM_ID_NOT_FOUND,
          IggyStatus.TOPIC_ID_NOT_FOUND,
          IggyStatus.PARTITION_NOT_FOUND);

  /** How long a poll may go unanswered without a word. */
  private static final long SILENT_MILLIS = 1_000;

  private final PartitionReaderOptions options;
  private final ReaderCounters counters = new ReaderCounters();
  private final PollSession session;
  private final ReaderOutage outage;
  private final FetchSize fetchSize;
  private final IdleWait idleWait;
  private final IndexedBatch batch = new IndexedBatch();
  private final MessageIdentity delivered = new MessageIdentity();
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile boolean closed;
  private boolean hasRead;
  private boolean verified;
  private boolean diverged;
  private boolean askingForLess;

  /** Creates a reader; it connects at the first fetch. */
  public PartitionReader(PartitionReaderOptions options) {
    this.options = options;
    this.session = new PollSession(options, counters);
    this.outage = new ReaderOutage(options, counters);
    this.fetchSize = new FetchSize(options.batchCount(), options.maxFetchBytes());
    this.idleWait = new IdleWait(options.minIdleWaitMicros(), options.maxIdleWaitMicros());
  }

  /**
   * Returns messages from an offset on, as soon as there is one.
   *
   * <p>A batch without messages means that the partition had none within the timeout, or that it
   * has regressed. The timeout limits the wait for messages; connecting, and coming back from a
   * lost connection, have limits of their own and may take longer.
   *
   * @param offset the first offset wanted, at least 0
   * @param timeoutMillis how long to wait for messages; 0 takes only what is there
   * @throws IggyInterruptedException when the thread is interrupted; a later fetch goes on
   * @throws IggyException transient when the reconnect budget is used up, otherwise what only a
   *     change of settings helps with: a wrong name or login, or a message over {@link
   *     PartitionReaderOptions#maxFetchBytes}; the cause holds the server's status
   * @throws IllegalStateException when another thread is fetching
   */
  public FetchedBatch fetch(long offset, long timeoutMillis) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset + " is negative");
    }
    if (!fetching.tryLock()) {
      throw new IllegalStateException("another thread is fetching " + options);
    }
    try {
      counters.fetched();
      requireReady();
      FetchedBatch fetched =
          batch.covers(offset)
              ? new FetchedBatch(batch, offset, diverged)
              : await(offset, Deadline.inMillis(Math.max(0, timeoutMillis)));
      counters.delivered(fetched);
      return fetched;
    } finally {
      fetching.unlock();
    }
  }

  private FetchedBatch await(long offset, Deadline deadline) {
    boolean fresh = !session.isAsking();
    while (poll(offset, deadline)) {
      FetchedBatch fetched = new FetchedBatch(batch, offset, diverged);
      if (!fetched.isEmpty()) {
        idleWait.reset();
        delivered.set(fetched.message(fetched.count() - 1));
        report(fetched);
        return fetched;
      }
      if (fetched.hasRegressed() || fetched.hasDiverged()) {
        report(fetched);
        return fetched;
      }
      // An answer to a poll of an earlier fetch says nothing about now.
      if (fresh && !idleWait.await(deadline)) {
        break;
      }
      fresh = true;
    }
    return new FetchedBatch(batch, offset);
  }

  /** A poll that has just been sent is not late. */
  private void reportSilence(long offset) {
    long silentMillis = session.askingForMillis();
    if (silentMillis >= SILENT_MILLIS) {
      counters.silent();
      options.listener().serverSilent(offset, silentMillis);
    }
  }

  /** Tells of what a fetch found besides messages, once for each answer of the server. */
  private void report(FetchedBatch fetched) {
    long offset = fetched.requestedOffset();
    if (fetched.hasGap()) {
      counters.missing(fetched.firstOffset() - offset);
      options.listener().messagesMissing(offset, fetched.firstOffset() - 1);
    }
    if (fetched.hasRegressed()) {
      long lost = fetched.currentOffset() + 1;
      counters.regressed(offset - lost);
      reportRegress(lost, fetched, OptionalLong.empty());
    } else if (fetched.hasDiverged()) {
      counters.regressed(1);
      reportRegress(offset - 1, fetched, OptionalLong.of(fetched.firstOffset()));
    }
  }

  private void reportRegress(long from, FetchedBatch fetched, OptionalLong resumeOffset) {
    options
        .listener()
        .offsetsRegressed(
            new OffsetRegress(
                from, fetched.requestedOffset() - 1, fetched.currentOffset(), resumeOffset));
  }

  /** Asks until the server answers; false when it did not within the deadline. */
  private boolean poll(long offset, Deadline deadline) {
    while (true) {
      requireReady();
      try {
        if (!tryPoll(offset, deadline)) {
          reportSilence(offset);
          return false;
        }
        outage.answered(offset);
        return true;
      } catch (IggyInterruptedException e) {
        requireReady();
        throw e;
      } catch (FrameTooLargeException e) {
        askForLess(e);
      } catch (MalformedFrameException e) {
        retry(offset, new IggyException(ErrorCategory.TRANSIENT, e.getMessage(), e));
      } catch (IggyException e) {
        retry(offset, e);
      }
    }
  }

  private boolean tryPoll(long offset, Deadline deadline) {
    batch.clear();
    if (!session.isConnected()) {
      // Giving up a connection over the size of an answer is no loss: the server has not changed.
      verified &= askingForLess;
      session.connect();
    }
    // The message before is asked for again on a new connection, to see that it is still the same.
    long from = !verified && offset > 0 && delivered.offset() == offset - 1 ? offset - 1 : offset;
    PolledMessages answer = session.poll(from, fetchSize.nextCount(), deadline);
    if (answer == null) {
      return false;
    }
    readAhead(answer);
    batch.load(answer, from);
    diverged = !verified && isReplaced();
    verified = true;
    askingForLess = false;
    hasRead = true;
    return true;
  }

  /** Whether the batch has another message in the place of the one delivered last. */
  private boolean isReplaced() {
    int index = batch.indexOf(delivered.offset());
    return index < batch.count()
        && batch.offset(index) == delivered.offset()
        && !delivered.matches(batch.message(index));
  }

  /** Sends the next request, unless the partition ends here as far as the server has told. */
  private void readAhead(PolledMessages answer) {
    if (answer.count() == 0) {
      return;
    }
    fetchSize.accepted(answer.count(), answer.sizeBytes());
    long next = behindLast(answer);
    if (!options.readAhead() || next > answer.currentOffset() || next < 0) {
      return;
    }
    try {
      session.send(next, fetchSize.nextCount());
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

  private void askForLess(FrameTooLargeException refusal) {
    session.disconnect();
    int asked = session.askedCount();
    if (asked <= 1) {
      throw new IggyException(
          ErrorCategory.PERMANENT,
          "cannot read "
              + options
              + ": a single message takes "
              + refusal.frameBytes()
              + " bytes, over the limit of "
              + options.maxFetchBytes()
              + "; raise fetch.max.bytes (maxFetchBytes)",
          refusal);
    }
    fetchSize.refused(asked, refusal.frameBytes());
    askingForLess = true;
  }

  /** Waits for the next attempt, or throws when there is none. */
  private void retry(long offset, IggyException failure) {
    session.disconnect();
    askingForLess = false;
    requireReady();
    boolean passing = isPassing(failure);
    try {
      outage.failed(offset, passing ? asTransient(failure) : failure);
    } catch (IggyInterruptedException e) {
      throw e;
    } catch (IggyException e) {
      requireReady();
      // What was still missing at the end of an outage is missing for good.
      hasRead &= !passing;
      throw new IggyException(e.category(), "cannot read " + options + ": " + e.getMessage(), e);
    }
  }

  /** Whether a partition that was there before is missing on a server that has just come back. */
  private boolean isPassing(IggyException failure) {
    return hasRead
        && !verified
        && failure instanceof IggyServerException
        && WHILE_STARTING.contains(((IggyServerException) failure).status());
  }

  private static IggyException asTransient(IggyException failure) {
    return new IggyException(ErrorCategory.TRANSIENT, failure.getMessage(), failure);
  }

  private void requireReady() {
    if (closed) {
      throw new IggyException(ErrorCategory.PERMANENT, "the reader of " + options + " is closed");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IggyInterruptedException("interrupted while reading " + options);
    }
  }

  /** What it has done so far. */
  public ReaderCounters counters() {
    return counters;
  }

  /** Whether it has a connection, as far as is known without asking the server. */
  public boolean isConnected() {
    return session.isConnected();
  }

  /** What it reads. */
  public PartitionReaderOptions options() {
    return options;
  }

  /** Ends a fetch that another thread is in, with an exception there, and frees the connection. */
  @Override
  public void close() {
    closed = true;
    outage.close();
    session.close();
  }
}
