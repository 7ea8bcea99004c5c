// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.io.PrintWriter;
import java.util.Optional;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.WorkDirectory;
import org.apache.iggy.connector.cli.schema.PinotTable;
import org.apache.iggy.connector.cli.schema.SchemaInference;
import org.apache.iggy.connector.cli.schema.TableName;
import org.apache.iggy.connector.cli.topic.IggyTopic;
import org.apache.iggy.connector.cli.topic.ServerLookup;
import org.apache.iggy.connector.cli.topic.TopicOptions;
import org.apache.iggy.connector.cli.topic.TopicSample;
import org.apache.iggy.connector.client.IggyClient;

/**
 * A topic of a real server, which is only read.
 *
 * @param options where it is
 * @param timeColumn the field to take for the time, instead of a guess
 * @param tableName the table's name; empty for one like the topic's
 */
record ExistingTopic(TopicOptions options, Optional<String> timeColumn, Optional<String> tableName)
    implements TopicSource {

  @Override
  public PreparedTopic prepare(
      ResourceStack resources, WorkDirectory workDirectory, PrintWriter out) {
    IggyTopic topic = options.topic(workDirectory);
    SchemaInference inference = new SchemaInference();
    long meanEventBytes = sample(topic, inference);
    String name = tableName.orElseGet(() -> TableName.ofTopic(topic.topic()));
    PinotTable table = new PinotTable(name, inference.columns(timeColumn, false));
    String server =
        "the server at "
            + topic.connection().address()
            + " ("
            + ServerLookup.identify(topic.connection())
            + "), which is only read";
    return new PreparedTopic(
        topic, table, server, "what is in it and what arrives", meanEventBytes);
  }

  private static long sample(IggyTopic topic, SchemaInference inference) {
    try (IggyClient client = IggyClient.connect(topic.connection(), 1)) {
      return new TopicSample(client, topic).observeBy(inference);
    }
  }

  @Override
  public boolean feed(
      PreparedTopic prepared, PinotBackend backend, ResourceStack resources, PrintWriter out) {
    // Its owners feed it.
    return true;
  }
}
