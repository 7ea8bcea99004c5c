// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.util.Map;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.PluginConsumers;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/** This project's Pinot plugin, as Pinot calls it: {@code fetchMessages}, then each message. */
final class PluginContestant implements Contestant {
  private static final int TIMEOUT_MILLIS = 5000;

  private final PartitionGroupConsumer consumer;
  private final LongMsgOffset end;
  private StreamPartitionMsgOffset next = new LongMsgOffset(0);
  private long payloadBytes;

  PluginContestant(BenchmarkTopic topic, int batchSize, ProtocolGeneration generation) {
    this.end = new LongMsgOffset(topic.messages());
    Map<String, String> settings = topic.pluginSettings(batchSize);
    settings.put("stream.iggy.protocol", generation.label());
    this.consumer = new PluginConsumers(settings).create(0);
  }

  @Override
  public String name() {
    return "this plugin";
  }

  @Override
  public int fetch() throws Exception {
    MessageBatch<?> batch = consumer.fetchMessages(next, TIMEOUT_MILLIS);
    int count = batch.getMessageCount();
    for (int i = 0; i < count; i++) {
      payloadBytes += batch.getStreamMessage(i).getLength();
    }
    next = batch.getOffsetOfNextBatch();
    if (next.compareTo(end) >= 0) {
      next = new LongMsgOffset(0);
    }
    return count;
  }

  @Override
  public long payloadBytes() {
    return payloadBytes;
  }

  @Override
  public void close() {
    try {
      consumer.close();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
