// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.table;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.pinot.segment.local.utils.SchemaUtils;
import org.apache.pinot.segment.local.utils.TableConfigUtils;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;

/** What a Pinot controller checks before it creates a table, by the controller's own code. */
public final class PinotRulesCheck implements Check {
  private final TableConfig tableConfig;
  private final Schema schema;

  /** Checks this table with its schema. */
  public PinotRulesCheck(TableConfig tableConfig, Schema schema) {
    this.tableConfig = tableConfig;
    this.schema = schema;
  }

  @Override
  public void examine(Findings findings) {
    // The rules may change what they are given.
    TableConfig copy = new TableConfig(tableConfig);
    try {
      SchemaUtils.validate(schema, List.of(copy));
      TableConfigUtils.validateTableName(copy);
      TableConfigUtils.validate(copy, schema);
      findings.pass("a controller accepts the table and its schema");
    } catch (RuntimeException e) {
      findings.fail(
          "a controller refuses the table: " + reason(e), "correct what Pinot complains about");
    }
  }

  private static String reason(Throwable failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    Throwable cause = failure.getCause();
    return cause == null || cause.getMessage() == null || message.contains(cause.getMessage())
        ? message
        : message + ": " + cause.getMessage();
  }
}
