// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.util.Set;

/**
 * Which fields of a document make up a row: some, in a fixed order, or all that it has.
 *
 * <p>Immutable, so any number of {@link JsonRowReader}s and {@link RowValues} may share it; values
 * that one reader filled may be moved into a row by whoever holds them.
 */
public final class RowFields {
  private final String[] names;

  private RowFields(String[] names) {
    this.names = names;
  }

  /** Returns the fields of these names; all fields if there are none or {@code names} is null. */
  public static RowFields of(Set<String> names) {
    return new RowFields(names == null ? new String[0] : names.toArray(new String[0]));
  }

  /** Returns whether every field of a document is read, whatever its name. */
  public boolean areAll() {
    return names.length == 0;
  }

  /** Returns how many fields were asked for, 0 if all. */
  public int count() {
    return names.length;
  }

  /** Returns the name of a field asked for. */
  public String name(int index) {
    return names[index];
  }

  /** Returns the names by index; not to be written to. */
  String[] names() {
    return names;
  }
}
