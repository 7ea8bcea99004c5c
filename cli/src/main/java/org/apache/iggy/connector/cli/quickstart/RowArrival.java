// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.console.TableFigures;

/** Waits until everything that was written is in the table. */
final class RowArrival {
  private static final long POLL_MILLIS = 50;
  private static final long SETTLED_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long STUCK_NANOS = Duration.ofMinutes(2).toNanos();

  private final PinotBackend backend;
  private final long startNanos = System.nanoTime();

  private RowArrival(PinotBackend backend) {
    this.backend = backend;
  }

  static RowArrival begin(PinotBackend backend) {
    return new RowArrival(backend);
  }

  /**
   * Waits for so many rows, as long as their number grows, and says how that went.
   *
   * @return whether all of them came; those that did not are such that Pinot cannot take
   * @throws CommandFailedException when the table has stopped reading
   */
  boolean await(long expected, PrintWriter out) {
    long rows = -1;
    long grewNanos = System.nanoTime();
    while (true) {
      TableFigures figures = backend.figures();
      long now = System.nanoTime();
      if (figures.rows() != rows) {
        rows = figures.rows();
        grewNanos = now;
      }
      if (rows >= expected) {
        out.println(done(rows, now));
        return true;
      }
      boolean hasReadAll = figures.lagMessages().orElse(-1) == 0;
      if (hasReadAll && now - grewNanos > SETTLED_NANOS) {
        out.println(
            String.format(
                Locale.ROOT,
                "%,d of %,d events are rows; Pinot could not take the others.",
                rows,
                expected));
        return false;
      }
      if (figures.problem().isPresent() || now - grewNanos > STUCK_NANOS) {
        throw new CommandFailedException(
            figures.problem().orElse("no row has arrived for two minutes; " + rows + " are there"));
      }
      pause();
    }
  }

  private String done(long rows, long now) {
    return String.format(
        Locale.ROOT,
        "All %,d events are rows, %.1f s after writing began.",
        rows,
        (now - startNanos) / 1e9);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
