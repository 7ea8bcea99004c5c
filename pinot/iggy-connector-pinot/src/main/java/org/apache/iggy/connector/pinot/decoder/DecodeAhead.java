// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.pinot.spi.data.readers.GenericRow;

/**
 * Decodes the next messages of a consumer's batch on another thread while Pinot indexes the current
 * one; the decoder then only moves the values into Pinot's row.
 *
 * <p>Nothing depends on it: a message that is not ready when its turn comes, because no thread was
 * free, the thread is behind, or the message is malformed, is decoded by the thread that asks for
 * it, which never waits. Thus order, values and errors are those of decoding without.
 *
 * <p>Which fields to read is learned from the decoder when it decodes the first message. At most
 * {@link RowRing#SLOTS} rows, of at most {@value #MAX_BYTES_AHEAD} bytes of messages, wait for
 * Pinot: the thread ends when it is that far, and is asked for again when Pinot has caught up by
 * half. {@link #end} returns only when no thread reads the batch any more, so that its buffer can
 * be used again.
 *
 * <p>One thread at a time consumes: it calls {@link #begin}, {@link #take} and {@link #end}. {@link
 * #close} is for any thread.
 */
public final class DecodeAhead {
  private static final int MAX_BYTES_AHEAD = 4 * 1024 * 1024;

  /** Fewer messages than these are decoded before another thread has woken up. */
  private static final int WORTHWHILE_MESSAGES = 16;

  /** How far in front of Pinot to begin, so that both do not decode the same message. */
  private static final int LEAD = 2;

  /** After so many messages it is tried again to find a free thread. */
  private static final int RETRY_MESSAGES = 128;

  private static final int SPINS = 1_000;
  private static final long NAP_NANOS = 20_000;

  /** Who may use the reader and fill the ring: nobody, a thread that will come, a thread. */
  private enum State {
    IDLE,
    ASKED,
    RUNNING
  }

  private final DecodeThreads threads;
  private final int limit;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Index of the message that Pinot comes to next. */
  private final AtomicInteger position = new AtomicInteger();

  private RowFields fields;
  private JsonRowReader reader;
  private RowRing ring;
  private PayloadBatch batch;

  /** Sequence number of the batch's first message; numbers go on from batch to batch. */
  private long firstNumber = 1;

  /** Index of the message behind the last one that was decoded ahead. */
  private int decodedTo;

  private volatile int askAgainAt;
  private volatile boolean stopping;
  private volatile boolean closed;

  /**
   * Makes the decoding ahead of one consumer.
   *
   * @param threads where to have threads from
   * @param limit most of them at work for all consumers; 0 for no decoding ahead
   */
  public DecodeAhead(DecodeThreads threads, int limit) {
    this.threads = threads;
    this.limit = limit;
  }

  /** Begins with a batch, perhaps an empty one, after the one before has ended. */
  void begin(PayloadBatch next) {
    batch = next;
    decodedTo = 0;
    position.set(0);
    setBusy(next.count() >= WORTHWHILE_MESSAGES);
    if (closed) {
      setBusy(false);
    }
    ask(0);
  }

  /** Ends with the batch: when this returns, no other thread reads it. */
  void end() {
    stop();
    if (batch != null) {
      if (ring != null) {
        ring.clear(firstNumber + position.get(), firstNumber + decodedTo);
      }
      firstNumber += batch.count();
      batch = null;
    }
  }

  /**
   * Fills the row of a message if that is decoded; also tells how far Pinot is, and what it reads.
   *
   * @return whether the row is filled
   */
  boolean take(
      PayloadBatch of, int index, RowFields fieldsToRead, String topicName, GenericRow row) {
    if (limit == 0 || of != batch) {
      return false;
    }
    if (fieldsToRead != fields) {
      learn(fieldsToRead, topicName);
    }
    boolean passed = index < position.getPlain();
    boolean taken = !passed && ring.moveTo(firstNumber + index, row);
    if (!passed) {
      position.setRelease(index + 1);
      if (index >= askAgainAt) {
        ask(index + 1);
      }
    }
    return taken;
  }

  private void learn(RowFields fieldsToRead, String topicName) {
    stop();
    fields = fieldsToRead;
    reader = new JsonRowReader(fieldsToRead, topicName);
    ring = new RowRing(fieldsToRead);
    decodedTo = 0;
    ask(position.getPlain());
  }

  /** Asks for a thread if none is at work and enough is left to do. */
  private void ask(int from) {
    askAgainAt = from + RETRY_MESSAGES;
    if (limit == 0 || reader == null || closed || state.get() != State.IDLE) {
      return;
    }
    int left = batch.count() - Math.max(from, decodedTo);
    if (left >= WORTHWHILE_MESSAGES
        && state.compareAndSet(State.IDLE, State.ASKED)
        && !threads.offer(this::work, limit)) {
      state.compareAndSet(State.ASKED, State.IDLE);
    }
  }

  private void work() {
    if (!state.compareAndSet(State.ASKED, State.RUNNING)) {
      return;
    }
    try {
      decodeOn();
    } finally {
      state.set(State.IDLE);
    }
  }

  private void decodeOn() {
    int next = Math.max(decodedTo, position.get() + LEAD);
    while (next < batch.count() && !stopping && !closed) {
      int at = position.get();
      if (next <= at) {
        next = at + LEAD;
      } else if (isFarAhead(next, at)) {
        askAgainAt = (at + next) / 2;
        break;
      } else {
        decode(next++);
      }
      decodedTo = next;
    }
  }

  private boolean isFarAhead(int next, int at) {
    // The slot of the message at hand may be in use, hence one less.
    return next - at >= RowRing.SLOTS - 1
        || batch.start(next) + batch.length(next) - batch.start(at) > MAX_BYTES_AHEAD;
  }

  private void decode(int index) {
    long number = firstNumber + index;
    try {
      RowValues row = ring.toFill(number);
      reader.read(batch.bytes(), batch.start(index), batch.length(index), row);
      row.hashTexts();
      ring.publish(number);
    } catch (RuntimeException | StackOverflowError e) {
      // Whoever asks for the message decodes it again and reports the fault, where it stands.
      ring.toFill(number);
    }
  }

  /** Whether a thread is at work on the batch, or asked for. */
  public boolean isDecoding() {
    return state.get() != State.IDLE;
  }

  /** Calls off the thread that was asked for, or waits until it has finished its message. */
  private void stop() {
    stopping = true;
    if (!state.compareAndSet(State.ASKED, State.IDLE)) {
      awaitIdle();
    }
    stopping = false;
  }

  private void awaitIdle() {
    boolean interrupted = false;
    for (int spins = 0; state.get() != State.IDLE; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        // An interrupted thread would not pause; what it waits for is one message's decoding.
        interrupted |= Thread.interrupted();
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void setBusy(boolean now) {
    if (limit > 0 && busy.compareAndSet(!now, now)) {
      if (now) {
        threads.consumerBusy();
      } else {
        threads.consumerIdle();
      }
    }
  }

  /** Ends for good. A batch at hand can still be decoded by who asks for its messages. */
  public void close() {
    closed = true;
    setBusy(false);
  }
}
