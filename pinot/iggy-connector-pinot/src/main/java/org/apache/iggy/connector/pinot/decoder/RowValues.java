// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.util.Arrays;
import org.apache.iggy.connector.pinot.decoder.json.FieldSink;
import org.apache.pinot.spi.data.readers.GenericRow;

/**
 * The values of one document on their way into a row; made once, used for many documents.
 *
 * <p>{@link JsonRowReader#read(byte[], int, int, RowValues)} fills it with a whole document or not
 * at all, and {@link #moveTo} empties it into a row, on whichever thread. A field that was asked
 * for and is absent is null, as one that is null in the document: Pinot tells the two apart no more
 * than this. Holds no reference to the document. Not thread-safe: hand it over safely.
 */
public final class RowValues implements FieldSink {
  private static final int INITIAL_FIELDS = 16;
  private static final int MAX_KEPT_FIELDS = 1_024;

  private final boolean anyName;
  private String[] names;
  private Object[] values;
  private int count;

  /** Makes place for the values of these fields. */
  public RowValues(RowFields fields) {
    anyName = fields.areAll();
    names = anyName ? new String[INITIAL_FIELDS] : fields.names();
    values = new Object[names.length];
    count = anyName ? 0 : names.length;
  }

  /** Puts the values into the row, null for fields that were absent, and forgets them. */
  public void moveTo(GenericRow destination) {
    for (int i = 0; i < count; i++) {
      destination.putValue(names[i], values[i]);
    }
    clear();
  }

  /** Has texts work out their hash codes, which they keep: Pinot looks them up in dictionaries. */
  void hashTexts() {
    for (int i = 0; i < count; i++) {
      if (values[i] instanceof String) {
        int unused = values[i].hashCode();
      }
    }
  }

  /** Forgets the values. */
  public void clear() {
    if (!anyName) {
      Arrays.fill(values, null);
    } else {
      forgetNames();
    }
  }

  @Override
  public void set(int field, Object value) {
    values[field] = value;
  }

  @Override
  public void add(String name, Object value) {
    if (count == names.length) {
      names = Arrays.copyOf(names, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    names[count] = name;
    values[count++] = value;
  }

  private void forgetNames() {
    if (names.length > MAX_KEPT_FIELDS) {
      names = new String[INITIAL_FIELDS];
      values = new Object[INITIAL_FIELDS];
    } else {
      Arrays.fill(names, 0, count, null);
      Arrays.fill(values, 0, count, null);
    }
    count = 0;
  }
}
