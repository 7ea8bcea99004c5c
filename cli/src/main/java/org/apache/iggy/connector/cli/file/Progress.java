// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.file;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows how far a task over a file has come: a bar that moves on a terminal, else a line now and
 * then. Not thread-safe.
 */
public final class Progress implements AutoCloseable {
  private static final int BAR_WIDTH = 28;
  private static final long TERMINAL_INTERVAL_NANOS = 100_000_000L;
  private static final long PLAIN_INTERVAL_NANOS = 5_000_000_000L;
  private static final int LOOK_AT_CLOCK_MASK = 0xff;

  private final String task;
  private final long totalBytes;
  private final PrintWriter out;
  private final boolean onTerminal;
  private final long startNanos = System.nanoTime();
  private long shownNanos = startNanos;
  private long events;
  private long bytes;

  /**
   * Starts to measure.
   *
   * @param task what is done, as the start of a line
   * @param totalBytes where the task ends
   * @param onTerminal whether a line can be drawn over
   */
  public Progress(String task, long totalBytes, PrintWriter out, boolean onTerminal) {
    this.task = task;
    this.totalBytes = totalBytes;
    this.out = out;
    this.onTerminal = onTerminal;
  }

  /** Counts one event, up to which so many bytes were read. */
  public void advance(long bytesRead) {
    events++;
    bytes = bytesRead;
    if ((events & LOOK_AT_CLOCK_MASK) == 0) {
      showWhenDue();
    }
  }

  private void showWhenDue() {
    long now = System.nanoTime();
    long interval = onTerminal ? TERMINAL_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS;
    if (now - shownNanos >= interval) {
      shownNanos = now;
      show(now);
    }
  }

  private void show(long now) {
    double done = totalBytes == 0 ? 1 : Math.min(1, (double) bytes / totalBytes);
    String figures =
        String.format(Locale.ROOT, "%3.0f %%  %,d events, %,d/s", done * 100, events, rate(now));
    if (onTerminal) {
      int filled = (int) Math.round(done * BAR_WIDTH);
      String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
      out.print("\r" + task + " [" + bar + "] " + figures + "   ");
    } else {
      out.println(task + " " + figures);
    }
    out.flush();
  }

  private long rate(long now) {
    return Math.round(events / Math.max(1e-3, (now - startNanos) / 1e9));
  }

  /** Shows the final figures. */
  @Override
  public void close() {
    show(System.nanoTime());
    if (onTerminal) {
      out.println();
      out.flush();
    }
  }
}
