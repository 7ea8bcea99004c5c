// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.WorkDirectory;
import org.apache.iggy.connector.cli.generator.UserEventGenerator;
import org.apache.iggy.connector.cli.schema.InferredColumn;
import org.apache.iggy.connector.cli.schema.PinotTable;
import org.apache.iggy.connector.cli.schema.SchemaInference;

/**
 * Events made up on the spot.
 *
 * @param eventsPerSecond how many
 * @param iggyPort where the embedded server listens; 0 for any free port
 * @param partitions of the topic
 * @param tableName the table's name
 */
record GeneratedEvents(int eventsPerSecond, int iggyPort, int partitions, String tableName)
    implements TopicSource {
  private static final String TOPIC = "user-events";
  private static final long SEED = 42;
  private static final long MEAN_EVENT_BYTES = 130;
  private static final int SAMPLE_EVENTS = 1_000;

  /** Pinot has taken up older messages long before: this bounds the disk, not the table. */
  private static final long MAX_TOPIC_BYTES = 512L * 1024 * 1024;

  @Override
  public PreparedTopic prepare(
      ResourceStack resources, WorkDirectory workDirectory, PrintWriter out) {
    EmbeddedTopic embedded =
        resources.add(
            EmbeddedTopic.start(
                workDirectory.path().resolve("iggy"),
                iggyPort,
                TOPIC,
                partitions,
                MAX_TOPIC_BYTES));
    String content =
        String.format(Locale.ROOT, "%,d generated user events a second", eventsPerSecond);
    PinotTable table = new PinotTable(tableName, columns());
    return new PreparedTopic(
        embedded.topic(), table, embedded.describe(), content, MEAN_EVENT_BYTES);
  }

  private static List<InferredColumn> columns() {
    ObjectMapper json = new ObjectMapper();
    UserEventGenerator generator = new UserEventGenerator(SEED);
    SchemaInference inference = new SchemaInference();
    for (int i = 0; i < SAMPLE_EVENTS; i++) {
      try {
        inference.observe(
            json.readValue(generator.nextEvent(System.currentTimeMillis()), ObjectNode.class));
      } catch (IOException e) {
        throw new UncheckedIOException("the generator made an event that is not JSON", e);
      }
    }
    return inference.columns(Optional.empty(), false);
  }

  @Override
  public boolean feed(
      PreparedTopic prepared, PinotBackend backend, ResourceStack resources, PrintWriter out) {
    resources.add(
        EventPublisher.start(
            prepared.topic().newWriter(), new UserEventGenerator(SEED), eventsPerSecond));
    return true;
  }
}
