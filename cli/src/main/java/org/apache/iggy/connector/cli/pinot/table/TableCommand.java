// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.schema.PrettyJson;
import org.apache.iggy.connector.cli.schema.TableName;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.cli.terminal.WrappedText;
import org.apache.iggy.connector.cli.topic.TopicOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the config and schema of a table over a topic, from a sample of its messages. */
@Command(
    name = "table",
    description = {
      "Writes the config and schema of a Pinot table over an Iggy topic, from a sample of its"
          + " messages: columns and types, time column, indexes.",
      "Without --out both are printed as one JSON, as Pinot's controller takes it at POST"
          + " /tableConfigs. Secrets are never written: the config names a file or an environment"
          + " variable of the Pinot servers.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect pinot table --iggy iggy.example.com --stream shop --topic orders --username"
          + " pinot --password-env IGGY_PASSWORD",
      "  iggy-connect pinot table --iggy iggy.example.com --stream shop --topic orders --password-file"
          + " /run/secrets/iggy-password --tls-ca /etc/iggy/ca.pem --out ./orders"
    })
public final class TableCommand implements Runnable {
  private static final int MAX_REPLICATION = 100;

  @Spec private CommandSpec spec;

  @ArgGroup(heading = "%nThe topic:%n", exclusive = false, order = 1)
  private TopicOptions topicOptions = new TopicOptions();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "Name of the table. Default: like the topic.")
  private String tableName;

  @Option(
      names = "--time-column",
      paramLabel = "FIELD",
      description = "Field with the time of an event. Default: guessed from names and values.")
  private String timeColumn;

  @Option(
      names = "--primary-key",
      paramLabel = "COLUMN",
      split = ",",
      description = "Make it an upsert table, of which a row replaces the one with the same key.")
  private List<String> primaryKey = List.of();

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many servers have each row. Default: ${DEFAULT-VALUE}.")
  private int replication;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write NAME-schema.json and NAME-table.json there.")
  private Path out;

  @Override
  public void run() {
    if (replication < 1 || replication > MAX_REPLICATION) {
      throw new CommandFailedException(
          "--replication " + replication + " is not within 1.." + MAX_REPLICATION);
    }
    Optional<String> name = Optional.ofNullable(tableName).map(TableName::checked);
    SampledTopic topic = SampledTopic.of(topicOptions.topic());
    TableDraft draft = topic.draft(name, Optional.ofNullable(timeColumn), primaryKey, replication);
    PrintWriter standard = spec.commandLine().getOut();
    if (out == null) {
      standard.println(PrettyJson.write(draft.both()));
      printNotes(topic, draft, spec.commandLine().getErr());
    } else {
      write(draft, standard);
      printNotes(topic, draft, standard);
    }
    standard.flush();
  }

  private void write(TableDraft draft, PrintWriter standard) {
    Path schema = out.resolve(draft.table().name() + "-schema.json");
    Path config = out.resolve(draft.table().name() + "-table.json");
    try {
      Files.createDirectories(out);
      write(schema, draft.schema());
      write(config, draft.config());
    } catch (IOException e) {
      throw new CommandFailedException("--out " + out + ": cannot write: " + e, e);
    }
    standard.println("Wrote " + schema + " and " + config + ".");
    standard.println("Then:  iggy-connect pinot doctor " + config + " " + schema);
  }

  private static void write(Path file, ObjectNode json) throws IOException {
    Files.writeString(file, PrettyJson.write(json) + "\n");
  }

  private static void printNotes(SampledTopic topic, TableDraft draft, PrintWriter out) {
    out.println();
    note(
        Amount.count(draft.table().columns().size(), "column")
            + " from "
            + Amount.count(topic.inference().eventCount(), "message")
            + "; time column "
            + draft.table().timeColumn().name()
            + draft
                .table()
                .timeColumn()
                .fieldName()
                .map(field -> "")
                .orElse(", which is when Iggy took the message: no field looks like a time"),
        out);
    List<String> keys = draft.hints().keyCandidates();
    if (draft.primaryKey().isEmpty() && !keys.isEmpty()) {
      note(
          "Every message of the sample has another value in "
              + String.join(", ", keys)
              + ": if messages may come twice or replace each other, add --primary-key "
              + keys.get(0),
          out);
    }
    Optional<String> variable =
        Optional.ofNullable(draft.streamConfigs().get("stream.iggy.password.env"))
            .or(() -> Optional.ofNullable(draft.streamConfigs().get("stream.iggy.token.env")));
    variable.ifPresent(
        name ->
            note("Every Pinot controller and server needs the environment variable " + name, out));
    out.flush();
  }

  private static void note(String note, PrintWriter out) {
    WrappedText.lines(note + ".", Terminal.WIDTH).forEach(out::println);
  }
}
