// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.monitor;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the tasks of one connector do, a batch at a time. Thread-safe. */
public final class ConnectorCounters {
  private final LongAdder produced = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder consumed = new LongAdder();
  private final LongAdder processed = new LongAdder();
  private final LongAdder filtered = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder missing = new LongAdder();
  private final LongAdder restarts = new LongAdder();

  /** A source gave records. */
  public void produced(long records) {
    produced.add(records);
  }

  /** Iggy acknowledged records. */
  public void sent(long records) {
    sent.add(records);
  }

  /** A sink read messages. */
  public void consumed(long messages) {
    consumed.add(messages);
  }

  /** A sink wrote records, or a source's went through its transforms. */
  public void processed(long records) {
    processed.add(records);
  }

  /** Transforms dropped records. */
  public void filtered(long records) {
    filtered.add(records);
  }

  /** Something failed. */
  public void error() {
    errors.increment();
  }

  /** Something is tried again. */
  public void retry() {
    retries.increment();
  }

  /** Records were left out after an error. */
  public void skipped(long records) {
    skipped.add(records);
  }

  /** Records went to the dead letters. */
  public void deadLetters(long records) {
    deadLetters.add(records);
  }

  /** Messages were gone before they were read. */
  public void missing(long messages) {
    missing.add(messages);
  }

  /** A task was started anew. */
  public void restart() {
    restarts.increment();
  }

  /** The counts so far. */
  public CounterValues values() {
    return new CounterValues(
        produced.sum(),
        sent.sum(),
        consumed.sum(),
        processed.sum(),
        filtered.sum(),
        errors.sum(),
        retries.sum(),
        skipped.sum(),
        deadLetters.sum(),
        missing.sum(),
        restarts.sum());
  }
}
