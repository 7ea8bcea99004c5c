// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.row;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.SampledRow;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.pinot.spi.data.FieldSpec;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.spi.data.readers.GenericRow;

/** Which values are changed without a word to fit the type of their column. */
public final class TypesCheck implements Check {
  private static final Set<String> TRUTHS = Set.of("true", "false", "1", "0");

  private final StreamFacts facts;

  /** Checks the sample of these facts. */
  public TypesCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    Map<String, String> losses = new LinkedHashMap<>();
    Map<String, String> advice = new LinkedHashMap<>();
    for (SampledRow sampled : facts.sample()) {
      if (sampled.rows().size() == 1) {
        observe(sampled, sampled.rows().get(0), losses, advice);
      }
    }
    losses.forEach((column, loss) -> findings.warn(loss, advice.get(column)));
    if (losses.isEmpty()) {
      findings.pass("every value fits the type of its column");
    }
  }

  private void observe(
      SampledRow sampled, GenericRow row, Map<String, String> losses, Map<String, String> advice) {
    for (FieldSpec column : facts.schema().orElseThrow().getAllFieldSpecs()) {
      Object raw = sampled.fields().get(column.getName());
      Object value = row.getValue(column.getName());
      boolean comparable = raw != null && value != null && column.isSingleValueField();
      if (comparable && !losses.containsKey(column.getName())) {
        loss(column.getDataType(), raw, value)
            .ifPresent(
                better -> {
                  losses.put(column.getName(), describe(column, raw, value, sampled));
                  advice.put(column.getName(), better);
                });
      }
    }
  }

  private static String describe(FieldSpec column, Object raw, Object value, SampledRow sampled) {
    return "column "
        + column.getName()
        + " ("
        + column.getDataType()
        + ") makes "
        + shortened(value, column.getDataType())
        + " of "
        + shortened(raw, DataType.STRING)
        + ", at "
        + sampled.place();
  }

  private static String shortened(Object value, DataType type) {
    if (value instanceof String text) {
      return text.length() > 40 ? "a text of " + text.length() + " characters" : "\"" + text + "\"";
    }
    return type == DataType.BOOLEAN
        ? String.valueOf(Integer.valueOf(1).equals(value))
        : String.valueOf(value);
  }

  /** What would keep the value, when the column does not. */
  private static Optional<String> loss(DataType type, Object raw, Object value) {
    if (raw instanceof Number number && value instanceof Number converted) {
      return numberLoss(type, number, converted);
    }
    if (type == DataType.BOOLEAN && raw instanceof String text) {
      return TRUTHS.contains(text.toLowerCase(Locale.ROOT))
          ? Optional.empty()
          : Optional.of(
              "make the column STRING, or convert the field by a transform function: only true,"
                  + " false, 1 and 0 are known");
    }
    boolean cut =
        raw instanceof String text && value instanceof String kept && kept.length() < text.length();
    return cut ? Optional.of("raise the column's maxLength in the schema") : Optional.empty();
  }

  private static Optional<String> numberLoss(DataType type, Number raw, Number value) {
    boolean isFraction = raw instanceof Double || raw instanceof Float;
    if (type == DataType.BOOLEAN || type == DataType.TIMESTAMP) {
      return Optional.empty();
    }
    if (isFraction && !type.isFixedWidth()) {
      return Optional.empty();
    }
    boolean toFraction = type == DataType.FLOAT || type == DataType.DOUBLE;
    if (isFraction && toFraction) {
      return Optional.empty();
    }
    if (exact(raw).compareTo(exact(value)) == 0) {
      return Optional.empty();
    }
    if (isFraction) {
      return Optional.of("make the column DOUBLE");
    }
    return Optional.of(
        type == DataType.INT
            ? "make the column LONG"
            : "make the column LONG, BIG_DECIMAL or STRING");
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Float || number instanceof Double
        ? finite(number.doubleValue())
        : new BigDecimal(number.toString());
  }

  private static BigDecimal finite(double number) {
    return Double.isFinite(number) ? new BigDecimal(number) : BigDecimal.ZERO;
  }
}
