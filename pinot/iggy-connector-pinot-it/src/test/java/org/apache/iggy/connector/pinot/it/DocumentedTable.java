// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.JsonUtils;

/**
 * A schema and a table config as a page in docs/pinot shows them, but for host and port: the JSON
 * behind {@code <!-- schema: name -->} and {@code <!-- table: name -->}.
 */
record DocumentedTable(Schema schema, TableConfig config) {
  private static final Path PAGES = Path.of("../../docs/pinot");

  static DocumentedTable read(String page, String name, IggyAddress address) throws IOException {
    String text = Files.readString(PAGES.resolve(page));
    String table =
        block(text, "table", name)
            .replace("iggy.example.com", address.host())
            .replace("\"8090\"", "\"" + address.port() + "\"");
    return new DocumentedTable(
        Schema.fromString(block(text, "schema", name)),
        JsonUtils.stringToObject(table, TableConfig.class));
  }

  private static String block(String page, String kind, String name) {
    String start = "<!-- " + kind + ": " + name + " -->\n```json\n";
    int from = page.indexOf(start);
    if (from < 0) {
      throw new IllegalArgumentException("the page has no " + start);
    }
    return page.substring(from + start.length(), page.indexOf("\n```", from + start.length()));
  }

  /** Creates the table, after the checks that a controller makes. */
  EmbeddedTable createIn(EmbeddedPinot pinot) {
    EmbeddedPinot.validate(schema, config);
    return pinot.createTable(schema, config);
  }
}
