// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.migrate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.pinot.config.JsonFile;
import org.apache.iggy.connector.cli.schema.PrettyJson;
import org.apache.iggy.connector.client.IggyAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the config of a Kafka table for Iggy. */
@Command(
    name = "migrate",
    description = {
      "Turns the config of a Kafka table into one for Iggy, and says what has to be filled in and what"
          + " has no equivalent.",
      "Everything but the stream stays as it is: schema, indexes, upsert, retention. It moves no"
          + " messages and no offsets.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect pinot migrate clicks-kafka.json",
      "  iggy-connect pinot migrate clicks-kafka.json -o clicks-iggy.json --iggy"
          + " iggy.example.com:8090 --stream web"
    })
public final class MigrateCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "KAFKA_TABLE.json",
      description = "The table config, as Pinot's controller takes or gives it.")
  private Path file;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write the config there, and the notes to the standard output.")
  private Path out;

  @Option(
      names = "--iggy",
      paramLabel = "HOST[:PORT]",
      description = "The Iggy server; to be filled in otherwise. Nothing is connected to.")
  private String address;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "The stream on that server; to be filled in otherwise.")
  private String stream;

  @Override
  public void run() {
    MigrationNotes notes = new MigrationNotes();
    ObjectNode migrated = migrate(notes);
    String json = PrettyJson.write(migrated);
    PrintWriter standard = spec.commandLine().getOut();
    if (out == null) {
      standard.println(json);
      notes.print(spec.commandLine().getErr());
      spec.commandLine().getErr().flush();
    } else {
      write(json);
      standard.println("Wrote " + out + ".");
      notes.print(standard);
      standard.println();
      standard.println("Then:  iggy-connect pinot doctor " + out + " SCHEMA.json");
    }
    standard.flush();
  }

  private ObjectNode migrate(MigrationNotes notes) {
    Optional<IggyAddress> server = parseAddress();
    ObjectNode table = JsonFile.read(file);
    try {
      return new TableMigration(server, Optional.ofNullable(stream), notes).migrate(table);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(file + ": " + e.getMessage(), e);
    }
  }

  private Optional<IggyAddress> parseAddress() {
    try {
      return Optional.ofNullable(address).map(IggyAddress::parse);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("--iggy " + address + ": " + e.getMessage(), e);
    }
  }

  private void write(String json) {
    try {
      Files.writeString(out, json + "\n");
    } catch (IOException e) {
      throw new CommandFailedException("-o " + out + " cannot be written: " + e.getMessage(), e);
    }
  }
}
