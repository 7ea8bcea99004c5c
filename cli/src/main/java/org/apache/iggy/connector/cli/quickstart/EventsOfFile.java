// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.WorkDirectory;
import org.apache.iggy.connector.cli.file.EventFile;
import org.apache.iggy.connector.cli.file.Progress;
import org.apache.iggy.connector.cli.schema.PinotTable;
import org.apache.iggy.connector.cli.schema.SchemaInference;
import org.apache.iggy.connector.cli.schema.TableName;
import org.apache.iggy.connector.client.writer.BatchWriter;

/**
 * The events of a file. It is read twice: once to check every line and to find types that hold
 * every value, once to write the lines as they are.
 *
 * @param file the file
 * @param timeColumn the field to take for the time, instead of a guess
 * @param iggyPort where the embedded server listens; 0 for any free port
 * @param partitions of the topic
 * @param tableName the table's name
 * @param onTerminal whether progress can be drawn over
 */
record EventsOfFile(
    EventFile file,
    Optional<String> timeColumn,
    int iggyPort,
    int partitions,
    String tableName,
    boolean onTerminal)
    implements TopicSource {
  private static final long UNLIMITED = -1;

  @Override
  public PreparedTopic prepare(
      ResourceStack resources, WorkDirectory workDirectory, PrintWriter out) {
    SchemaInference inference = new SchemaInference();
    AtomicLong eventBytes = new AtomicLong();
    try (Progress progress = progress("Checking", out)) {
      file.forEachParsed(
          (event, line, bytesRead) -> {
            inference.observe(event);
            eventBytes.addAndGet(line.length);
            progress.advance(bytesRead);
          });
    }
    PinotTable table = new PinotTable(tableName, inference.columns(timeColumn, true));
    EmbeddedTopic embedded =
        resources.add(
            EmbeddedTopic.start(
                workDirectory.path().resolve("iggy"),
                iggyPort,
                TableName.topicOfFile(file.path()),
                partitions,
                UNLIMITED));
    String content =
        String.format(
            Locale.ROOT, "the %,d events of %s", inference.eventCount(), file.path().getFileName());
    return new PreparedTopic(
        embedded.topic(),
        table,
        embedded.describe(),
        content,
        eventBytes.get() / inference.eventCount());
  }

  @Override
  public boolean feed(
      PreparedTopic prepared, PinotBackend backend, ResourceStack resources, PrintWriter out) {
    RowArrival arrival = RowArrival.begin(backend);
    long written = write(prepared, out);
    boolean complete = arrival.await(written, out);
    out.flush();
    return complete;
  }

  private long write(PreparedTopic prepared, PrintWriter out) {
    try (BatchWriter writer = prepared.topic().newWriter();
        Progress progress = progress("Writing ", out)) {
      long written =
          file.forEach(
              (line, bytesRead) -> {
                writer.write(line);
                progress.advance(bytesRead);
              });
      writer.flush();
      return written;
    }
  }

  private Progress progress(String task, PrintWriter out) {
    return new Progress(task, file.sizeBytes(), out, onTerminal);
  }
}
