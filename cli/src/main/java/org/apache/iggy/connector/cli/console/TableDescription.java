// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.util.List;
import org.apache.iggy.connector.cli.schema.ExampleQuery;
import org.apache.iggy.connector.cli.schema.PinotTable;

/**
 * What a console shows of its table that does not change.
 *
 * @param server where the Iggy server runs, in words
 * @param stream the stream's name
 * @param topic the topic's name
 * @param table the table over the topic
 * @param schemaJson the schema for a Pinot cluster
 * @param tableConfigJson the table config for a Pinot cluster; never holds a secret
 * @param examples queries to start from
 */
public record TableDescription(
    String server,
    String stream,
    String topic,
    PinotTable table,
    String schemaJson,
    String tableConfigJson,
    List<ExampleQuery> examples) {

  /** Takes a copy of the examples. */
  public TableDescription {
    examples = List.copyOf(examples);
  }
}
