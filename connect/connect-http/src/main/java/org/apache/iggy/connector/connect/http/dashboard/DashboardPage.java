// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.dashboard;

import java.util.List;
import org.apache.iggy.connector.connect.http.page.InlinedPage;

/** The dashboard's page, which has no data of its own. */
public final class DashboardPage {
  private static final List<String> SCRIPTS =
      List.of(
          "elements.js",
          "format.js",
          "api.js",
          "chart.js",
          "activity.js",
          "dialogs.js",
          "overview.js",
          "samples.js",
          "actions.js",
          "connector-page.js",
          "dashboard.js");

  private DashboardPage() {}

  /** Reads the page from the jar. */
  public static InlinedPage load() {
    return InlinedPage.load(DashboardPage.class, "dashboard", SCRIPTS);
  }
}
