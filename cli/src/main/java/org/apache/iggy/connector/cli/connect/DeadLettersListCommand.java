// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.Redaction;
import org.apache.iggy.connector.connect.runtime.IggyConnections;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterHeaders;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows dead letters. */
@Command(
    name = "list",
    description = {
      "Shows the last dead letters of connectors: what failed, why, and where the message lies.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect dead-letters list connect/config.toml",
      "  iggy-connect dead-letters list --connector orders --limit 100 connect/config.toml"
    })
public final class DeadLettersListCommand implements Runnable {
  /** Those of other connectors in the same topic do not count, so that more have to be read. */
  private static final long MARGIN = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOption configuration;
  @Mixin private ConnectorSelection selection;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "How many of each connector are shown. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    try (LoadedPlugins loaded = configuration.load();
        IggyClient client = IggyConnections.connect(loaded.configuration().settings().iggy())) {
      for (ConnectorSettings settings : selection.of(loaded.configuration())) {
        list(client, settings, loaded.configuration().redaction(), out);
      }
    }
    out.flush();
  }

  private void list(
      IggyClient client, ConnectorSettings settings, Redaction redaction, PrintWriter out) {
    DeadLetterTopics letters = new DeadLetterTopics(client, settings);
    Deque<String> last = new ArrayDeque<>();
    for (PartitionInfo partition : letters.partitions()) {
      long first = Math.max(0, PartitionOffsets.next(partition) - limit - MARGIN);
      letters.visit(
          partition,
          first,
          (offset, letter) -> {
            last.add(described(offset, letter));
            if (last.size() > limit) {
              last.remove();
            }
            return true;
          });
    }
    out.println(
        settings.id()
            + ": "
            + (last.isEmpty()
                ? "no dead letters in " + letters.topic()
                : "the last "
                    + Amount.count(last.size(), "dead letter")
                    + " in "
                    + letters.topic()));
    last.forEach(line -> out.println(redaction.redact(line)));
  }

  private static String described(long offset, ConnectRecord letter) {
    Instant time =
        Instant.EPOCH
            .plus(letter.origin().timestampMicros(), ChronoUnit.MICROS)
            .truncatedTo(ChronoUnit.MILLIS);
    String stream = DeadLetterTopics.header(letter, DeadLetterHeaders.STREAM);
    String where =
        stream.isEmpty()
            ? "a record of the source"
            : stream
                + "/"
                + DeadLetterTopics.header(letter, DeadLetterHeaders.TOPIC)
                + " partition "
                + DeadLetterTopics.header(letter, DeadLetterHeaders.PARTITION)
                + " offset "
                + DeadLetterTopics.header(letter, DeadLetterHeaders.OFFSET);
    return "  %d  %s  %s: %s%n     %s, %s attempts: %s"
        .formatted(
            offset,
            time,
            DeadLetterTopics.header(letter, DeadLetterHeaders.STAGE),
            DeadLetterTopics.header(letter, DeadLetterHeaders.ERROR_MESSAGE),
            where,
            DeadLetterTopics.header(letter, DeadLetterHeaders.ATTEMPTS),
            PayloadText.of(letter.payload()));
  }
}
