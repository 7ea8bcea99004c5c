// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.iggy.connector.cli.schema.InferredColumn.Role;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.sql.parsers.CalciteSqlParser;
import org.apache.pinot.sql.parsers.SqlCompilationException;

/** Writes queries that fit the columns of a table. */
public final class ExampleQueries {
  private static final Pattern IDENTIFYING_NAME = Pattern.compile("(?i).*(id|uuid|key|hash|url)");

  private final PinotTable table;
  private final String from;
  private final List<ExampleQuery> queries = new ArrayList<>();

  private ExampleQueries(PinotTable table) {
    this.table = table;
    this.from = quotedName(table.name());
  }

  /** Queries over a table, the simplest first. */
  public static List<ExampleQuery> of(PinotTable table) {
    return new ExampleQueries(table).write();
  }

  private List<ExampleQuery> write() {
    add("Count all rows", "SELECT COUNT(*) AS row_count\nFROM " + from);
    addNewest();
    Optional<InferredColumn> category = category();
    Optional<InferredColumn> metric = metric();
    category.ifPresent(this::addMostFrequent);
    addPerTime();
    if (category.isPresent() && metric.isPresent()) {
      addDistribution(category.get(), metric.get());
    }
    identifier().ifPresent(this::addDistinct);
    return queries;
  }

  private void addNewest() {
    add(
        "Newest rows",
        """
        SELECT *
        FROM %s
        ORDER BY %s DESC
        LIMIT 20"""
            .formatted(from, quoted(table.timeColumn())));
  }

  private void addMostFrequent(InferredColumn category) {
    add(
        "Rows per " + category.name(),
        """
        SELECT %1$s, COUNT(*) AS row_count
        FROM %2$s
        GROUP BY %1$s
        ORDER BY row_count DESC
        LIMIT 10"""
            .formatted(quoted(category), from));
  }

  private void addPerTime() {
    InferredColumn time = table.timeColumn();
    boolean isCoarse = time.timeFormat().filter(TimeFormat.EPOCH_DAYS::equals).isPresent();
    String unit = isCoarse ? "day" : "minute";
    add(
        "Rows per " + unit,
        """
        SELECT %s AS time_bucket, COUNT(*) AS row_count
        FROM %s
        GROUP BY time_bucket
        ORDER BY time_bucket DESC
        LIMIT 30"""
            .formatted(timeBucket(time, unit.toUpperCase(Locale.ROOT)), from));
  }

  private static String timeBucket(InferredColumn time, String unit) {
    TimeFormat format = time.timeFormat().orElseThrow();
    return "DATETIMECONVERT(%s, '%s', '1:SECONDS:SIMPLE_DATE_FORMAT:yyyy-MM-dd HH:mm', '1:%sS')"
        .formatted(quoted(time), format.pinotFormat(), unit);
  }

  private void addDistribution(InferredColumn category, InferredColumn metric) {
    add(
        capitalized(metric.name()) + " by " + category.name(),
        """
        SELECT %1$s,
               AVG(%2$s) AS average,
               PERCENTILETDIGEST(%2$s, 95) AS p95,
               MAX(%2$s) AS maximum
        FROM %3$s
        GROUP BY %1$s
        ORDER BY average DESC
        LIMIT 10"""
            .formatted(quoted(category), quoted(metric), from));
  }

  private void addDistinct(InferredColumn identifier) {
    add(
        "Distinct " + identifier.name(),
        """
        SELECT DISTINCTCOUNT(%s) AS distinct_count
        FROM %s"""
            .formatted(quoted(identifier), from));
  }

  /** A text that classifies rather than identifies, else any whole number that classifies. */
  private Optional<InferredColumn> category() {
    Optional<InferredColumn> text =
        first(
            column ->
                column.dataType() == DataType.STRING
                    && !column.multiValue()
                    && !column.nullable()
                    && !IDENTIFYING_NAME.matcher(column.name()).matches());
    return text.isPresent()
        ? text
        : first(column -> column.role() == Role.DIMENSION && column.dataType() == DataType.INT);
  }

  /** One that every row has, if there is any. */
  private Optional<InferredColumn> metric() {
    Optional<InferredColumn> everywhere =
        first(column -> column.role() == Role.METRIC && !column.nullable());
    return everywhere.isPresent() ? everywhere : first(column -> column.role() == Role.METRIC);
  }

  private Optional<InferredColumn> identifier() {
    return first(
        column ->
            column.role() == Role.DIMENSION
                && !column.multiValue()
                && IDENTIFYING_NAME.matcher(column.name()).matches());
  }

  private Optional<InferredColumn> first(Predicate<InferredColumn> condition) {
    return table.columns().stream().filter(condition).findFirst();
  }

  private void add(String title, String sql) {
    queries.add(new ExampleQuery(title, sql));
  }

  private static String quoted(InferredColumn column) {
    return quotedName(column.name());
  }

  /** The name as SQL takes it: in quotes only where Pinot's parser wants them. */
  private static String quotedName(String name) {
    String inQuotes = '"' + name + '"';
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      return inQuotes;
    }
    try {
      CalciteSqlParser.compileToPinotQuery("SELECT " + name + ", COUNT(*) FROM t GROUP BY " + name);
      return name;
    } catch (SqlCompilationException e) {
      return inQuotes;
    }
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
