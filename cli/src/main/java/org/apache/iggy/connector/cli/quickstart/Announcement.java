// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.io.PrintWriter;
import org.apache.iggy.connector.cli.schema.PinotTable;
import org.apache.iggy.connector.cli.topic.IggyTopic;

/** Says what runs where. */
final class Announcement {
  private final Quickstart quickstart;

  Announcement(Quickstart quickstart) {
    this.quickstart = quickstart;
  }

  void print(PrintWriter out) {
    PreparedTopic prepared = quickstart.prepared();
    IggyTopic topic = prepared.topic();
    PinotTable table = prepared.table();
    out.println();
    out.println("  Iggy     " + prepared.server());
    out.println("  Topic    stream " + topic.stream() + ", topic " + topic.topic());
    out.println("  Events   " + prepared.content());
    out.println(
        "  Table    "
            + table.name()
            + ", "
            + table.columns().size()
            + " columns, time column "
            + table.timeColumn().name());
    out.println("  Console  " + quickstart.consoleAddress());
    out.println();
    out.println("Open the console in a browser to query the table. Press Ctrl-C to stop.");
    out.flush();
  }
}
