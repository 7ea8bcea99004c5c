// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.topic;

import java.util.Optional;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.cli.topic.MissingTopic;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.pinot.config.TopicReference;
import org.apache.iggy.connector.pinot.connection.TopicResolver;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.TopicDetails;

/** Whether stream and topic are there, and the table's user may see them. */
public final class TopicCheck implements Check {
  private final StreamFacts facts;

  /** Checks the topic of these facts' configuration. */
  public TopicCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    IggyClient client = facts.client();
    TopicReference reference = facts.config().topic();
    Identifier stream = TopicResolver.stream(client, reference);
    Identifier topic = TopicResolver.topic(client, stream, reference);
    Optional<TopicDetails> details = client.topics().find(stream, topic);
    if (details.isEmpty()) {
      findings.fail(missing(reference), "create it, or correct the key");
      return;
    }
    facts.found(stream, topic, details.get());
    int partitions = details.get().partitions().size();
    if (partitions == 0) {
      findings.fail(
          "topic " + reference + " has no partitions", "add partitions to the topic on the server");
      return;
    }
    findings.pass(
        Amount.count(partitions, "partition")
            + ", "
            + Amount.count(details.get().info().messagesCount(), "message")
            + ", "
            + Amount.bytes(details.get().info().sizeBytes()));
  }

  private String missing(TopicReference reference) {
    try {
      return new MissingTopic(facts.client(), "stream.iggy.stream.id", "stream.iggy.topic.id")
          .describe(reference.stream(), reference.topic());
    } catch (IggyServerException e) {
      // A user who may not list what there is.
      return "there is no topic '"
          + reference.topic()
          + "' (stream.iggy.topic.id) in a stream '"
          + reference.stream()
          + "' (stream.iggy.stream.id), or the table's user may not see it";
    }
  }
}
