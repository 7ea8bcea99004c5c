// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.util.List;
import org.apache.iggy.connector.connect.http.page.InlinedPage;

/** The console's page, which has no data of its own. */
final class ConsolePage {
  private static final List<String> SCRIPTS =
      List.of(
          "format.js",
          "api.js",
          "tabs.js",
          "clipboard.js",
          "chart.js",
          "live-figures.js",
          "result-table.js",
          "sql-editor.js",
          "query-panel.js",
          "live-rows.js",
          "definition-panels.js",
          "console.js");

  private ConsolePage() {}

  static InlinedPage load() {
    return InlinedPage.load(ConsolePage.class, "console", SCRIPTS);
  }
}
