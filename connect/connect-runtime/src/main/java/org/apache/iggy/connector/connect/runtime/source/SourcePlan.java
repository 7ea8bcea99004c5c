// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterTopic;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;
import org.apache.iggy.connector.connect.runtime.state.StateFile;

/**
 * What the task of a source is made of.
 *
 * @param name the source's name, which its state file tells
 * @param sources makes a fresh instance of the connector
 * @param config its configuration
 * @param codecs the codecs that the source may ask for
 * @param topics the topics, at least one; each gets every record
 * @param keyHeader the header that a record's key is written to; empty for none
 * @param transforms what changes its records
 * @param policy decides what follows errors
 * @param deadLetters where rejected records go, when the policy says so
 * @param connection how the Iggy server is reached
 * @param state the file of its state
 */
public record SourcePlan(
    String name,
    Supplier<SourceConnector> sources,
    Config config,
    Function<Schema, Codec> codecs,
    List<SourceTopic> topics,
    Optional<String> keyHeader,
    TransformChain transforms,
    ErrorPolicy policy,
    DeadLetterTopic deadLetters,
    ConnectionOptions connection,
    StateFile state) {

  /** Checks that there is something to write to. */
  public SourcePlan {
    topics = List.copyOf(topics);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("a source writes to at least one topic");
    }
  }
}
