// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import java.util.Optional;
import org.apache.pinot.spi.data.FieldSpec.DataType;

/**
 * One column of an inferred table.
 *
 * @param name the column's name in Pinot
 * @param fieldName the event's field; empty when the value does not come from the event
 * @param dataType Pinot's type of a value, or of an element when there may be several
 * @param role what Pinot takes the column for
 * @param multiValue whether a row holds a list of values
 * @param nullable whether an event of the sample lacks it
 * @param longestText characters of the longest text seen; 0 when there was none
 * @param timeFormat how the time is written; set for {@link Role#TIME} only
 */
public record InferredColumn(
    String name,
    Optional<String> fieldName,
    DataType dataType,
    Role role,
    boolean multiValue,
    boolean nullable,
    int longestText,
    Optional<TimeFormat> timeFormat) {

  /** What Pinot takes a column for. */
  public enum Role {
    /** To filter and group by. */
    DIMENSION,
    /** To aggregate. */
    METRIC,
    /** The time column of the table. */
    TIME
  }

  /** Whether the column takes its value from a field of another name. */
  public boolean isRenamed() {
    return fieldName.isPresent() && !fieldName.get().equals(name);
  }
}
