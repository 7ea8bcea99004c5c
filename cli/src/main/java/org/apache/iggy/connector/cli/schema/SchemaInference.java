// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iggy.connector.cli.schema.InferredColumn.Role;
import org.apache.pinot.spi.data.FieldSpec.DataType;

/**
 * Infers the columns of a Pinot table from JSON events.
 *
 * <p>A field of scalars becomes a column of the narrowest type that holds all its values, a list of
 * scalars a multi-value column, and everything nested a JSON column. A number that counts or
 * measures is a metric; one that names or classifies, and all else, is a dimension. The time column
 * is guessed from names and values. Without any, {@link #ARRIVAL_TIME_COLUMN} takes the time at
 * which the message reached Iggy.
 *
 * <p>Not thread-safe.
 */
public final class SchemaInference {
  /** The time column of events that have no time of their own. */
  public static final String ARRIVAL_TIME_COLUMN = "arrivalTime";

  /** Last words of names whose numbers name or classify something. */
  private static final Pattern CLASSIFYING_NAME =
      Pattern.compile(
          "(?i).*(id|ids|code|key|num|number|no|type|kind|class|group|groups|status|level|version|port"
              + "|zip|year|quarter|month|week|day|hour|minute|fips|wac|flag|rank|index|seq"
              + "|day_?of_?\\w+|week_?of_?\\w+)");

  private final Map<String, FieldProfile> fields = new LinkedHashMap<>();
  private long eventCount;

  /** Takes one event into account. */
  public void observe(ObjectNode event) {
    eventCount++;
    for (Map.Entry<String, JsonNode> field : event.properties()) {
      fields.computeIfAbsent(field.getKey(), FieldProfile::new).observe(field.getValue());
    }
  }

  /** How many events were observed. */
  public long eventCount() {
    return eventCount;
  }

  /**
   * The columns in the order in which their fields appeared; exactly one is the time column.
   *
   * @param timeField the field to take for the time, instead of a guess
   * @param sampleIsComplete whether no other events will follow, so that the types may be narrow
   * @throws InferenceException when there was no event, or the given time field cannot be one
   */
  public List<InferredColumn> columns(Optional<String> timeField, boolean sampleIsComplete) {
    if (fields.isEmpty()) {
      throw new InferenceException("cannot infer a schema: no event has a field");
    }
    Optional<FieldProfile> time =
        timeField.isPresent()
            ? Optional.of(requireTimeField(timeField.get()))
            : TimeColumnGuess.among(fields.values(), eventCount);
    ColumnTypes types = new ColumnTypes(sampleIsComplete);
    ColumnNames names = new ColumnNames();
    List<InferredColumn> columns = new ArrayList<>();
    for (FieldProfile field : fields.values()) {
      String name = names.claim(field.name());
      boolean isTime = time.isPresent() && time.get() == field;
      columns.add(isTime ? timeColumn(name, field) : column(name, field, types));
    }
    if (time.isEmpty()) {
      columns.add(arrivalTimeColumn(names.claim(ARRIVAL_TIME_COLUMN)));
    }
    return columns;
  }

  /** What the sample shows of a column's field; empty for a column without one. */
  Optional<FieldProfile> profile(InferredColumn column) {
    return column.fieldName().map(fields::get);
  }

  private FieldProfile requireTimeField(String name) {
    FieldProfile field = fields.get(name);
    if (field == null) {
      throw new InferenceException(
          "--time-column " + name + ": no such field; the events have " + fields.keySet());
    }
    if (field.timeFormat().isEmpty()) {
      throw new InferenceException(
          "--time-column "
              + name
              + ": its values are not times; expected ISO 8601 text, or days, seconds, milliseconds,"
              + " microseconds or nanoseconds since 1970 between the years 2000 and 2100");
    }
    return field;
  }

  private InferredColumn timeColumn(String name, FieldProfile field) {
    TimeFormat format = field.timeFormat().orElseThrow();
    return new InferredColumn(
        name,
        Optional.of(field.name()),
        format.dataType(),
        Role.TIME,
        false,
        isNullable(field),
        0,
        Optional.of(format));
  }

  private static InferredColumn arrivalTimeColumn(String name) {
    TimeFormat format = TimeFormat.EPOCH_MILLIS;
    return new InferredColumn(
        name, Optional.empty(), format.dataType(), Role.TIME, false, false, 0, Optional.of(format));
  }

  private InferredColumn column(String name, FieldProfile field, ColumnTypes types) {
    DataType dataType = types.dataTypeOf(field);
    boolean multiValue = types.isMultiValue(field);
    return new InferredColumn(
        name,
        Optional.of(field.name()),
        dataType,
        isMetric(field, dataType, multiValue) ? Role.METRIC : Role.DIMENSION,
        multiValue,
        isNullable(field),
        field.longestText(),
        Optional.empty());
  }

  private static boolean isMetric(FieldProfile field, DataType dataType, boolean multiValue) {
    boolean classifies =
        field.isFlag()
            || TimeColumnGuess.isNamedLikeATime(field)
            || CLASSIFYING_NAME.matcher(field.name()).matches();
    boolean isWholeNumber = dataType == DataType.INT || dataType == DataType.LONG;
    return dataType.isNumeric() && !multiValue && !(isWholeNumber && classifies);
  }

  private boolean isNullable(FieldProfile field) {
    return field.presentCount() < eventCount;
  }
}
