// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.client.async.tcp.AsyncIggyTcpClient;
import org.apache.iggy.consumergroup.Consumer;
import org.apache.iggy.identifier.ConsumerId;
import org.apache.iggy.identifier.StreamId;
import org.apache.iggy.identifier.TopicId;
import org.apache.iggy.message.Message;
import org.apache.iggy.message.PollingStrategy;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;

/**
 * The plain way to fill a table by Iggy's own Java SDK: one poll at a time, a list of copied
 * payloads. It reads the same {@code stream.iggy.*} settings as the plugin.
 */
public final class SdkConsumerFactory extends StreamConsumerFactory {
  /** Setting of how many messages a partition has, for the lack of a question to the server. */
  public static final String MESSAGES = "stream.iggy.benchmark.messages";

  @Override
  public StreamMetadataProvider createPartitionMetadataProvider(String clientId, int partition) {
    return metadata();
  }

  @Override
  public StreamMetadataProvider createStreamMetadataProvider(String clientId) {
    return metadata();
  }

  private PartitionMetadata metadata() {
    return new PartitionMetadata(
        1, Long.parseLong(_streamConfig.getStreamConfigsMap().get(MESSAGES)));
  }

  @Override
  public PartitionGroupConsumer createPartitionGroupConsumer(
      String clientId, PartitionGroupConsumptionStatus status) {
    return new SdkConsumer(_streamConfig.getStreamConfigsMap(), status.getPartitionGroupId());
  }

  private static final class SdkConsumer implements PartitionGroupConsumer {
    private final AsyncIggyTcpClient client;
    private final StreamId stream;
    private final TopicId topic;
    private final long partition;
    private final long batchSize;

    SdkConsumer(Map<String, String> settings, int partition) {
      this.partition = partition;
      this.stream = StreamId.of(settings.get("stream.iggy.stream.id"));
      this.topic = TopicId.of(settings.get("stream.iggy.topic.id"));
      this.batchSize = Long.parseLong(settings.get("stream.iggy.poll.batch.size"));
      this.client =
          AsyncIggyTcpClient.builder()
              .host(settings.get("stream.iggy.host"))
              .port(Integer.parseInt(settings.get("stream.iggy.port")))
              .credentials(
                  settings.get("stream.iggy.username"), settings.get("stream.iggy.password"))
              .buildAndLogin()
              .join();
    }

    @Override
    public ListBatch fetchMessages(StreamPartitionMsgOffset startOffset, int timeoutMillis) {
      long start = ((LongMsgOffset) startOffset).getOffset();
      List<Message> messages =
          client
              .messages()
              .pollMessages(
                  stream,
                  topic,
                  Optional.of(partition),
                  Consumer.of(ConsumerId.of(0L)),
                  PollingStrategy.offset(BigInteger.valueOf(start)),
                  batchSize,
                  false)
              .join()
              .messages();
      ListBatch batch = new ListBatch(start, messages.size());
      for (Message message : messages) {
        byte[] payload = message.payload();
        batch.add(payload, payload.length, message.header().timestamp().longValue() / 1000);
      }
      return batch;
    }

    @Override
    public void close() {
      client.close().join();
    }
  }
}
