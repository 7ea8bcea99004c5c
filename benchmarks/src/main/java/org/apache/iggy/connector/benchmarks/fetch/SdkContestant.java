// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.client.async.tcp.AsyncIggyTcpClient;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.consumergroup.Consumer;
import org.apache.iggy.identifier.ConsumerId;
import org.apache.iggy.identifier.StreamId;
import org.apache.iggy.identifier.TopicId;
import org.apache.iggy.message.Message;
import org.apache.iggy.message.PolledMessages;
import org.apache.iggy.message.PollingStrategy;

/**
 * Iggy's own Java SDK, used as the Pinot connector of Iggy's repository uses it: a poll, a join,
 * then a list of payloads with their offsets, then the next poll.
 */
final class SdkContestant implements Contestant {
  private final AsyncIggyTcpClient client;
  private final StreamId stream;
  private final TopicId topic;
  private final Consumer consumer = Consumer.of(ConsumerId.of(0L));
  private final long batchSize;
  private final long end;
  private List<Row> rows = List.of();
  private long next;
  private long payloadBytes;

  SdkContestant(BenchmarkTopic topic, int batchSize) {
    this.stream = StreamId.of(topic.stream());
    this.topic = TopicId.of(BenchmarkTopic.TOPIC);
    this.batchSize = batchSize;
    this.end = topic.messages();
    this.client =
        AsyncIggyTcpClient.builder()
            .host(topic.server().address().host())
            .port(topic.server().address().port())
            .credentials(topic.server().username(), topic.server().password())
            .buildAndLogin()
            .join();
  }

  @Override
  public String name() {
    return "official SDK";
  }

  @Override
  public int fetch() {
    PolledMessages polled =
        client
            .messages()
            .pollMessages(
                stream,
                topic,
                Optional.of(0L),
                consumer,
                PollingStrategy.offset(BigInteger.valueOf(next)),
                batchSize,
                false)
            .join();
    rows = new ArrayList<>();
    for (Message message : polled.messages()) {
      rows.add(new Row(message.payload(), message.header().offset().longValue()));
    }
    for (Row row : rows) {
      payloadBytes += row.payload.length;
    }
    next = rows.get(rows.size() - 1).offset + 1;
    next = next == end ? 0 : next;
    return rows.size();
  }

  @Override
  public long payloadBytes() {
    return payloadBytes;
  }

  @Override
  public void close() {
    client.close().join();
  }

  private static final class Row {
    final byte[] payload;
    final long offset;

    Row(byte[] payload, long offset) {
      this.payload = payload;
      this.offset = offset;
    }
  }
}
