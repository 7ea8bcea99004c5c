// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.pinot.spi.data.readers.GenericRow;

/**
 * Rows on their way from one thread that fills them to one that takes them, by sequence number.
 *
 * <p>Each number has the slot of its remainder by {@link #SLOTS}. The two threads see to it that
 * none is filled while its last row may still be taken; a row that was passed over is overwritten.
 */
final class RowRing {
  static final int SLOTS = 1024;

  private final RowFields fields;
  private final RowValues[] rows = new RowValues[SLOTS];

  /** Sequence number of the row in each slot, once it is whole; numbers start at 1. */
  private final AtomicLongArray numbers = new AtomicLongArray(SLOTS);

  RowRing(RowFields fields) {
    this.fields = fields;
  }

  private static int slot(long number) {
    return (int) (number & (SLOTS - 1));
  }

  /** The empty row to fill for a number, which {@link #publish} then hands over. */
  RowValues toFill(long number) {
    int slot = slot(number);
    RowValues row = rows[slot];
    if (row == null) {
      row = new RowValues(fields);
      rows[slot] = row;
    } else {
      row.clear();
    }
    return row;
  }

  /** Hands over the row of a number. */
  void publish(long number) {
    numbers.setRelease(slot(number), number);
  }

  /** Moves the values of a number's row into Pinot's; false if there is none yet. */
  boolean moveTo(long number, GenericRow destination) {
    int slot = slot(number);
    if (numbers.getAcquire(slot) != number) {
      return false;
    }
    rows[slot].moveTo(destination);
    return true;
  }

  /** Forgets the values of rows that nobody has taken; only while nobody fills any. */
  void clear(long fromNumber, long toNumber) {
    for (long number = Math.max(fromNumber, toNumber - SLOTS); number < toNumber; number++) {
      RowValues row = rows[slot(number)];
      if (row != null) {
        row.clear();
      }
    }
  }
}
