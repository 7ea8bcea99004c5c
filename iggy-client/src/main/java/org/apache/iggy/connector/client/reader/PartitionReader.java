// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iggy.connector.client.FrameTooLargeException;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/**
 * Reads one partition from any offset, on the caller's thread.
 *
 * <p>While the caller works on a batch, the request for the next one is on its way, and where
 * batches are small that for the one behind it: the kernel's receive buffer is the prefetch queue.
 * Reading on from {@link FetchedBatch#nextOffset} finds its answer there; any other offset is
 * served as well, from the batch at hand or by a new request.
 *
 * <p>A lost connection is made anew inside the fetch that meets the loss, as often as the {@link
 * org.apache.iggy.connector.client.ReconnectPolicy} allows, and reading resumes at the offset that
 * was asked for. Nothing is skipped in silence: see {@link FetchedBatch#hasGap} and {@link
 * FetchedBatch#hasRegressed}.
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

  private static final int MOST_REFUSALS = 3;

  private final PartitionReaderOptions options;
  private final ReaderCounters counters = new ReaderCounters();
  private final PollSession session;
  private final VerifiedPolls polls;
  private final ReaderOutage outage;
  private final IdleWait idleWait;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile boolean closed;
  private long refusedBytes;
  private int refusals;

  /** Creates a reader; it connects at the first fetch. */
  public PartitionReader(PartitionReaderOptions options) {
    this.options = options;
    this.session = new PollSession(options, counters);
    this.polls = new VerifiedPolls(options, session, counters);
    this.outage = new ReaderOutage(options, counters);
    this.idleWait = new IdleWait(options, session);
  }

  /**
   * Returns messages from an offset on, as soon as there is one.
   *
   * <p>A batch without messages means that the partition had none within the timeout, that the
   * server did not answer within it, or that messages were lost and there are no others yet. Only a
   * server that cannot be reached is waited for longer, as long as the reconnect budget allows.
   *
   * @param offset the first offset wanted, at least 0
   * @param timeoutMillis how long to wait for messages; 0 takes only what is there
   * @throws IggyInterruptedException when the thread is interrupted; a later fetch goes on
   * @throws OffsetRegressException when messages were lost on the server and {@link
   *     PartitionReaderOptions#regressPolicy} says to stop
   * @throws IggyException transient when the reconnect budget is used up, otherwise what only a
   *     change of settings helps with: a wrong name or login, or a message over {@link
   *     PartitionReaderOptions#maxFetchBytes}; the cause holds the server's status
   * @throws IllegalStateException when another thread is fetching
   */
  public FetchedBatch fetch(long offset, long timeoutMillis) {
    return fetch(offset, timeoutMillis, true);
  }

  /**
   * As {@link #fetch(long, long)}, which reads ahead, or without that: for who learns from batch to
   * batch when the next one is best asked for.
   *
   * @param readAhead whether the request for the next batch is sent before this one is returned
   */
  public FetchedBatch fetch(long offset, long timeoutMillis, boolean readAhead) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset + " is negative");
    }
    if (!fetching.tryLock()) {
      throw new IllegalStateException("another thread is fetching " + options);
    }
    try {
      counters.fetched();
      requireReady();
      polls.readAhead(readAhead);
      FetchedBatch fetched =
          polls.covers(polls.position(offset))
              ? polls.again(offset)
              : await(offset, Deadline.inMillis(Math.max(0, timeoutMillis)));
      counters.delivered(fetched);
      return fetched;
    } finally {
      fetching.unlock();
    }
  }

  /**
   * Asks for what comes behind the batch at hand, unless that was done or the partition ends there:
   * for who has fetched without reading ahead to do it at a better time. To be called at most a
   * second after it; without effect while a thread fetches, and never an error: what is wrong is
   * met by the next fetch.
   */
  public void readAhead() {
    if (closed || !fetching.tryLock()) {
      return;
    }
    try {
      if (session.isConnected() && !session.isAsking()) {
        polls.askAhead();
      }
    } finally {
      fetching.unlock();
    }
  }

  private FetchedBatch await(long offset, Deadline deadline) {
    boolean fresh = !session.isAsking();
    polls.begin();
    while (poll(offset, deadline)) {
      FetchedBatch fetched = polls.fetched(offset);
      if (!fetched.isEmpty()) {
        idleWait.reset();
        report(fetched);
        return fetched;
      }
      // An answer to a poll of an earlier fetch says nothing about now.
      if (fetched.hasRegressed() || (fresh && !idle(offset, deadline))) {
        return fetched;
      }
      fresh = true;
    }
    return polls.nothing(offset);
  }

  /** Waits at the end of the partition; false when the deadline has passed. */
  private boolean idle(long offset, Deadline deadline) {
    try {
      return idleWait.await(polls.position(offset), polls.currentOffset(), deadline);
    } catch (IggyInterruptedException e) {
      requireReady();
      throw e;
    } catch (IggyException e) {
      retry(offset, e, deadline);
      return true;
    }
  }

  private void report(FetchedBatch fetched) {
    if (fetched.hasGap()) {
      long from = fetched.position();
      counters.missing(fetched.firstOffset() - from);
      options.listener().messagesMissing(from, fetched.firstOffset() - 1);
    }
  }

  /** Asks until the server answers; false when it did not within the deadline. */
  private boolean poll(long offset, Deadline deadline) {
    if (!pollUntilAnswered(offset, deadline)) {
      outage.unanswered(offset, session.waitingMillis());
      return false;
    }
    outage.answered(offset);
    return true;
  }

  private boolean pollUntilAnswered(long offset, Deadline fetchDeadline) {
    Deadline deadline = fetchDeadline;
    while (true) {
      requireReady();
      try {
        return tryPoll(offset, deadline);
      } catch (IggyInterruptedException e) {
        requireReady();
        throw e;
      } catch (OffsetRegressException e) {
        throw e;
      } catch (FrameTooLargeException e) {
        askForLess(e);
      } catch (MalformedFrameException e) {
        IggyException failure = new IggyException(ErrorCategory.TRANSIENT, e.getMessage(), e);
        deadline = retry(offset, failure, deadline);
      } catch (IggyException e) {
        deadline = retry(offset, e, deadline);
      }
    }
  }

  private boolean tryPoll(long offset, Deadline deadline) {
    if (!session.isConnected()) {
      if (!session.connect(deadline)) {
        return false;
      }
      polls.connected();
      session.server().ifPresent(server -> options.listener().connected(offset, server));
    }
    boolean answered = polls.poll(offset, deadline);
    if (answered) {
      refusals = 0;
      refusedBytes = 0;
    }
    return answered;
  }

  private void askForLess(FrameTooLargeException refusal) {
    session.disconnect();
    if (session.askedCount() <= 1 && isMessage(refusal)) {
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
    polls.askForLess(refusal);
  }

  /**
   * Whether an answer to a poll of one message is over the limit because the message is: a length
   * that was damaged on its way looks the same, but not twice.
   */
  private boolean isMessage(FrameTooLargeException refusal) {
    boolean again = refusal.frameBytes() == refusedBytes;
    refusedBytes = refusal.frameBytes();
    refusals++;
    return again || refusals == MOST_REFUSALS;
  }

  /** Waits for the next attempt, or throws when there is none. */
  private Deadline retry(long offset, IggyException failure, Deadline deadline) {
    session.disconnect();
    polls.lost();
    requireReady();
    boolean passing = isPassing(failure);
    boolean retried = passing || isRefusedLoginRetried(failure);
    try {
      return outage.failed(offset, retried ? asTransient(failure) : failure, deadline);
    } catch (IggyInterruptedException e) {
      throw e;
    } catch (IggyException e) {
      requireReady();
      if (passing) {
        // What was still missing at the end of an outage is missing for good.
        options.continuity().read(false);
      }
      throw new IggyException(e.category(), "cannot read " + options + ": " + e.getMessage(), e);
    }
  }

  /** Whether a partition that was there before is missing on a server that has just come back. */
  private boolean isPassing(IggyException failure) {
    return options.continuity().hasRead()
        && !polls.isVerified()
        && failure instanceof IggyServerException
        && WHILE_STARTING.contains(((IggyServerException) failure).status());
  }

  /** Whether a login may be accepted later that was refused now. */
  private boolean isRefusedLoginRetried(IggyException failure) {
    if (!(failure instanceof IggyServerException)) {
      return false;
    }
    CommandCode command = ((IggyServerException) failure).command();
    boolean login =
        command == CommandCode.LOGIN_USER
            || command == CommandCode.LOGIN_WITH_PERSONAL_ACCESS_TOKEN;
    return login
        && (options.retriesRefusedLogins()
            || session.hasConnected()
            || options.continuity().hasRead());
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
    idleWait.close();
  }
}
