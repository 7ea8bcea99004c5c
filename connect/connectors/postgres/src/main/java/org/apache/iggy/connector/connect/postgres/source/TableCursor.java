// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a table was read in the order of its tracking column and key. Immutable.
 *
 * <p>Rows are not committed in that order: a row may turn up behind the position. Every row up to
 * the position that the snapshot shows was handed on, so those that turned up since are the ones
 * whose transaction the snapshot does not show. They are looked for between floor and position.
 *
 * <p>The floor moves up to an earlier position once no row can turn up below: a window after that
 * position was reached, every transaction that had drawn a lower value has begun to write, by the
 * window's definition; when all transactions that had begun by then (the fence) have ended, those
 * rows are there or never will be.
 *
 * @param position the values of the last row's tracking and key columns as text; of the tracking
 *     column only when the Rust runtime left it; null before the first row
 * @param snapshot the snapshot of the database ({@code xmin:xmax:xip}) in which rows were read up
 *     to the position; null when it is not known
 * @param floor the position below which nothing turns up any more; null for none
 * @param marks earlier positions that may become the floor, oldest first
 */
record TableCursor(List<String> position, String snapshot, List<String> floor, List<Mark> marks) {
  private static final int MAX_MARKS = 32;
  private static final int MARKS_A_WINDOW = 8;

  /** Before the first row. */
  static final TableCursor START = new TableCursor(null, null, null, List.of());

  /**
   * An earlier position.
   *
   * @param timeMillis when it had been reached at the latest
   * @param fence the first transaction id not given out yet when the window was over; null before
   */
  record Mark(long timeMillis, Long fence, List<String> position) {}

  /** Whether rows may still turn up at or below the position. */
  boolean hasLateRange() {
    return position != null && snapshot != null && !position.equals(floor);
  }

  /** After the rows of a page behind the position. */
  TableCursor movedTo(List<String> reached, String readIn, long nowMillis, long windowMillis) {
    return new TableCursor(reached, readIn, floor, marks).marked(nowMillis, windowMillis);
  }

  private TableCursor marked(long nowMillis, long windowMillis) {
    Mark last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
    boolean isKnown =
        last != null
            && (last.position().equals(position)
                || nowMillis - last.timeMillis() < windowMillis / MARKS_A_WINDOW);
    if (isKnown || windowMillis == 0) {
      return this;
    }
    List<Mark> more = new ArrayList<>(marks);
    if (more.size() >= MAX_MARKS) {
      more.remove(more.size() / 2); // Fewer marks only keep the floor lower for longer.
    }
    more.add(new Mark(nowMillis, null, position));
    return new TableCursor(position, snapshot, floor, List.copyOf(more));
  }

  /** After all rows were handed on that had turned up by a snapshot. */
  TableCursor caughtUp(Snapshot seen, long nowMillis, long windowMillis) {
    List<String> raised = floor;
    List<Mark> left = new ArrayList<>();
    for (Mark mark : marked(nowMillis, windowMillis).marks()) {
      boolean windowOver = nowMillis - mark.timeMillis() >= windowMillis;
      Long fence = mark.fence() == null && windowOver ? (Long) seen.xmax() : mark.fence();
      if (fence != null && fence <= seen.xmin()) {
        raised = mark.position();
      } else if (!mark.position().equals(raised)) {
        left.add(new Mark(mark.timeMillis(), fence, mark.position()));
      }
    }
    return new TableCursor(position, seen.text(), raised, List.copyOf(left));
  }

  /**
   * What of the database's transactions is to be seen, as {@code txid_current_snapshot()} says it.
   *
   * @param xmin the oldest transaction that runs
   * @param xmax the first that has not begun
   */
  record Snapshot(String text, long xmin, long xmax) {
    static Snapshot parse(String text) {
      String[] parts = text.split(":", -1);
      return new Snapshot(text, Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
  }
}
