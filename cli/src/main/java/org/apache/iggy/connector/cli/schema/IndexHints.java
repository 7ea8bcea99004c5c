// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.cli.schema.InferredColumn.Role;
import org.apache.pinot.spi.data.FieldSpec.DataType;

/**
 * Indexes that a table's columns may gain from, going by a sample. A dictionary pays where values
 * repeat; where nearly every row has another value it only costs memory.
 *
 * @param noDictionary columns whose values hardly repeat, and JSON
 * @param bloomFilter columns that identify, so that a query for one value skips most segments
 * @param range numbers that queries compare, and the time column
 * @param json columns that hold JSON
 * @param keyCandidates columns with another value in every event of the sample
 */
public record IndexHints(
    List<String> noDictionary,
    List<String> bloomFilter,
    List<String> range,
    List<String> json,
    List<String> keyCandidates) {
  private static final int ENOUGH_EVENTS = 50;
  private static final double MOSTLY_DISTINCT = 0.5;
  private static final Set<DataType> IDENTIFYING =
      Set.of(DataType.STRING, DataType.LONG, DataType.INT);

  /** What the sample suggests for a table's columns. */
  public static IndexHints of(PinotTable table, SchemaInference sample) {
    IndexHints hints =
        new IndexHints(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (InferredColumn column : table.columns()) {
      hints.observe(column, sample);
    }
    return hints;
  }

  private void observe(InferredColumn column, SchemaInference sample) {
    if (column.dataType() == DataType.JSON) {
      noDictionary.add(column.name());
      json.add(column.name());
      return;
    }
    if (column.role() == Role.TIME) {
      range.add(column.name());
      return;
    }
    Optional<FieldProfile> profile = sample.profile(column);
    if (column.multiValue()
        || profile.isEmpty()
        || profile.get().presentCount() < ENOUGH_EVENTS
        || !isMostlyDistinct(profile.get())) {
      return;
    }
    noDictionary.add(column.name());
    if (column.role() == Role.METRIC) {
      range.add(column.name());
    } else if (IDENTIFYING.contains(column.dataType())) {
      bloomFilter.add(column.name());
      if (profile.get().distinctCount() == sample.eventCount()) {
        keyCandidates.add(column.name());
      }
    }
  }

  private static boolean isMostlyDistinct(FieldProfile profile) {
    return profile.distinctCount() > profile.presentCount() * MOSTLY_DISTINCT;
  }
}
