// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.runtime.IggyConnections;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.message.IggyHeaders;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterHeaders;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends dead letters back to the topics that they came from. */
@Command(
    name = "replay",
    description = {
      "Sends the dead letters of a sink back to the topics that they came from.",
      "For when what was wrong has been put right: they go to the end of the topic, and all that"
          + " read it get them again. Payload and headers are those of the message, without those"
          + " that tell of the error.",
      "It remembers on the server how far it came, so that the next call sends only new ones;"
          + " --all starts at the first again. When it is cut off, the last one may be sent twice.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect dead-letters replay --connector orders connect/config.toml",
      "  iggy-connect dead-letters replay --connector orders --limit 1 config.toml"
    })
public final class DeadLettersReplayCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOption configuration;
  @Mixin private ConnectorSelection selection;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      description = "How many are sent at most. Default: all.")
  private Long limit;

  @Option(names = "--all", description = "Send those too that were sent by an earlier call.")
  private boolean all;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    try (LoadedPlugins loaded = configuration.load();
        IggyClient client = IggyConnections.connect(loaded.configuration().settings().iggy())) {
      List<ConnectorSettings> connectors = selection.of(loaded.configuration());
      if (connectors.size() != 1) {
        throw new CommandFailedException("say which connector's dead letters: add --connector KEY");
      }
      if (connectors.get(0).type() == ConnectorType.SOURCE) {
        throw new CommandFailedException(
            "dead letters of a source come from no topic: there is nowhere to send them back to");
      }
      replay(client, connectors.get(0), out);
    }
    out.flush();
  }

  private void replay(IggyClient client, ConnectorSettings settings, PrintWriter out) {
    DeadLetterTopics letters = new DeadLetterTopics(client, settings);
    Consumer position = Consumer.single(Identifier.named("iggy-connect-replay-" + settings.key()));
    long sent = 0;
    for (PartitionInfo partition : letters.partitions()) {
      sent += replay(client, letters, partition, position, sent);
    }
    out.println(
        Amount.count(sent, "dead letter")
            + " of "
            + settings.id()
            + " sent back from "
            + letters.topic()
            + ".");
  }

  private long replay(
      IggyClient client,
      DeadLetterTopics letters,
      PartitionInfo partition,
      Consumer position,
      long before) {
    long first = all ? 0 : next(client, letters, partition, position);
    long[] sent = {0};
    if (limit != null && before >= limit) {
      return 0;
    }
    letters.visit(
        partition,
        first,
        (offset, letter) -> {
          send(client, letter);
          client
              .consumerOffsets()
              .store(position, letters.streamId(), letters.topicId(), partition.id(), offset);
          sent[0]++;
          return limit == null || before + sent[0] < limit;
        });
    return sent[0];
  }

  private static long next(
      IggyClient client, DeadLetterTopics letters, PartitionInfo partition, Consumer position) {
    return client
        .consumerOffsets()
        .find(position, letters.streamId(), letters.topicId(), partition.id())
        .map(ConsumerOffset::storedOffset)
        .map(offset -> offset + 1)
        .orElse(0L);
  }

  private static void send(IggyClient client, ConnectRecord letter) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    batch.add(
        letter.payload().bytes(),
        IggyHeaders.toIggy(own(letter.headers())),
        letter.originTimestampMicros());
    int partition = Integer.parseInt(DeadLetterTopics.header(letter, DeadLetterHeaders.PARTITION));
    client
        .messages()
        .send(
            Identifier.named(DeadLetterTopics.header(letter, DeadLetterHeaders.STREAM)),
            Identifier.named(DeadLetterTopics.header(letter, DeadLetterHeaders.TOPIC)),
            Partitioning.partition(partition),
            batch.batch());
  }

  /** Without those that tell of the error. */
  private static Headers own(Headers headers) {
    List<Header> own = new ArrayList<>();
    for (Header header : headers) {
      if (!header.name().startsWith(DeadLetterHeaders.PREFIX)) {
        own.add(header);
      }
    }
    return Headers.of(own);
  }
}
