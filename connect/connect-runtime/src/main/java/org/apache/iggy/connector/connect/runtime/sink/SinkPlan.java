// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.pipeline.DeadLetterTopic;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;

/**
 * What the tasks of a sink are made of.
 *
 * @param sinks makes a fresh instance of the connector
 * @param config its configuration
 * @param codecs the codecs that the sink may ask for
 * @param topics the topics, at least one
 * @param transforms what changes its records
 * @param policy decides what follows errors
 * @param deadLetters where rejected records go, when the policy says so
 * @param connection how dead letters get there
 */
public record SinkPlan(
    Supplier<SinkConnector> sinks,
    Config config,
    Function<Schema, Codec> codecs,
    List<SinkTopic> topics,
    TransformChain transforms,
    ErrorPolicy policy,
    DeadLetterTopic deadLetters,
    ConnectionOptions connection) {

  /** Checks that there is something to read. */
  public SinkPlan {
    topics = List.copyOf(topics);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("a sink reads at least one topic");
    }
  }
}
