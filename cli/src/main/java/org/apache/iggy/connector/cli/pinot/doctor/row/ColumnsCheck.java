// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.row;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.SampledRow;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.pinot.segment.local.utils.IngestionUtils;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.stream.StreamDataDecoderImpl;

/** Which columns no message fills, and which fields no column takes. */
public final class ColumnsCheck implements Check {
  private final StreamFacts facts;

  /** Checks the sample of these facts. */
  public ColumnsCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    Schema schema = facts.schema().orElseThrow();
    Set<String> empty = emptyColumns(schema);
    Set<String> dropped = droppedFields(schema);
    for (String column : empty) {
      reportEmpty(column, dropped, findings);
    }
    int columns = schema.getPhysicalColumnNames().size() - empty.size();
    findings.pass(
        Amount.count(columns, "column")
            + " filled"
            + (dropped.isEmpty()
                ? ", no field is dropped"
                : "; fields that no column takes: " + String.join(", ", dropped)));
  }

  private void reportEmpty(String column, Set<String> dropped, Findings findings) {
    String message = "column " + column + " is filled by no message of the sample";
    List<String> meant =
        dropped.stream().filter(field -> plain(field).equals(plain(column))).toList();
    if (column.startsWith("__") || StreamDataDecoderImpl.isSpecialKeyType(column)) {
      findings.warn(
          message,
          "set stream.iggy.metadata.populate to \"true\" for metadata and headers, and"
              + " stream.iggy.key.header for __key");
    } else if (meant.isEmpty()) {
      findings.warn(
          message,
          "remove the column, or fill it by a transform function; the fields are "
              + String.join(", ", allFields()));
    } else {
      findings.warn(
          message + ", but there is a field " + meant.get(0),
          "rename the column to "
              + meant.get(0)
              + ", or add to ingestionConfig.transformConfigs: {\"columnName\": \""
              + column
              + "\", \"transformFunction\": \"\\\""
              + meant.get(0)
              + "\\\"\"}");
    }
  }

  /** Without what people write in different ways. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private Set<String> emptyColumns(Schema schema) {
    Set<String> empty = new TreeSet<>(schema.getPhysicalColumnNames());
    boolean anyRow = false;
    for (SampledRow sampled : facts.sample()) {
      for (org.apache.pinot.spi.data.readers.GenericRow row : sampled.rows()) {
        anyRow = true;
        empty.removeIf(column -> row.getValue(column) != null && !row.isNullValue(column));
      }
    }
    return anyRow ? empty : Set.of();
  }

  private Set<String> droppedFields(Schema schema) {
    Set<String> dropped = allFields();
    dropped.removeAll(IngestionUtils.getFieldsForRecordExtractor(facts.tableConfig(), schema));
    return dropped;
  }

  private Set<String> allFields() {
    return facts.sample().stream()
        .flatMap(row -> row.allFields().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
