// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.io.PrintWriter;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.WorkDirectory;

/** Where the events of a quickstart come from. */
interface TopicSource {
  /**
   * Makes the topic ready and learns its columns.
   *
   * @param resources takes what has to be closed in the end
   * @param out what the user may want to know while it takes time
   */
  PreparedTopic prepare(ResourceStack resources, WorkDirectory workDirectory, PrintWriter out);

  /**
   * Lets events flow into the topic, now that a table reads it. Returns when there is nothing left
   * to do for the caller's thread.
   *
   * @return false when some events cannot become rows
   */
  boolean feed(
      PreparedTopic prepared, PinotBackend backend, ResourceStack resources, PrintWriter out);
}
