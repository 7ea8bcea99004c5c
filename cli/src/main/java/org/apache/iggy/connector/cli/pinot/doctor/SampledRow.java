// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pinot.spi.data.readers.GenericRow;

/**
 * A message of the topic, and what the table makes of it.
 *
 * @param partition its partition
 * @param offset its offset
 * @param fields what the decoder read for the table, before any transform; empty when it could not
 * @param allFields the names of all fields that there are
 * @param rows the rows as Pinot would index them, without those that a filter takes out
 * @param decodeError why the decoder could not read it, if it could not
 * @param rejection why Pinot would drop the row, if it would
 * @param incomplete whether a column got its default because its value could not be converted
 */
public record SampledRow(
    int partition,
    long offset,
    Map<String, Object> fields,
    List<String> allFields,
    List<GenericRow> rows,
    Optional<String> decodeError,
    Optional<String> rejection,
    boolean incomplete) {

  /** Where it is, in words. */
  public String place() {
    return "offset " + offset + " of partition " + partition;
  }
}
