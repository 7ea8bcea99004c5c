// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import java.util.Set;
import org.apache.iggy.connector.cli.schema.FieldProfile.Kind;
import org.apache.pinot.spi.data.FieldSpec.DataType;

/** Decides the type that holds every value seen of a field. */
final class ColumnTypes {
  // A consuming segment of Pinot refuses a row with more values than this in one column.
  private static final int MAX_VALUES_IN_A_ROW = 1_000;

  private final boolean sampleIsComplete;

  /**
   * @param sampleIsComplete whether no event will follow that the sample lacks; if some may,
   *     integers become LONG, since a later one may be larger and Pinot would cut it silently
   */
  ColumnTypes(boolean sampleIsComplete) {
    this.sampleIsComplete = sampleIsComplete;
  }

  /** The type of a value, or of an element for a field with arrays. */
  DataType dataTypeOf(FieldProfile field) {
    Set<Kind> kinds = field.kinds();
    if (isStructured(field) || field.isJsonText()) {
      return DataType.JSON;
    }
    if (field.isOnly(Kind.BOOLEAN)) {
      return DataType.BOOLEAN;
    }
    if (kinds.isEmpty() || kinds.contains(Kind.TEXT) || kinds.contains(Kind.BOOLEAN)) {
      return DataType.STRING;
    }
    if (kinds.contains(Kind.DECIMAL) || kinds.contains(Kind.BIG_INTEGER)) {
      // Pinot rounds an integer beyond a long like a double, even for a BIG_DECIMAL column.
      return DataType.DOUBLE;
    }
    return sampleIsComplete && field.fitsInt() ? DataType.INT : DataType.LONG;
  }

  /** Whether a row holds a list of values. */
  boolean isMultiValue(FieldProfile field) {
    return field.hasArrays() && dataTypeOf(field) != DataType.JSON;
  }

  private static boolean isStructured(FieldProfile field) {
    return field.kinds().contains(Kind.OBJECT)
        || field.kinds().contains(Kind.NESTED_ARRAY)
        || field.longestArray() > MAX_VALUES_IN_A_ROW;
  }
}
