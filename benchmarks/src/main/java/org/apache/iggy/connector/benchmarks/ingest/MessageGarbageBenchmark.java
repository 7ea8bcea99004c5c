// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.PluginConsumers;
import org.apache.iggy.connector.benchmarks.server.ServerOptions;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.StreamMessage;
import org.apache.pinot.spi.stream.StreamMessageMetadata;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a message costs in garbage from the server to the row, against what Pinot's interface makes
 * unavoidable. Run it with {@code -prof gc}; the server is another process and not counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
public class MessageGarbageBenchmark {
  private static final int BATCH_SIZE = 1000;
  private static final int PAYLOAD_BYTES = 150;
  private static final int TIMEOUT_MILLIS = 5000;

  /** Threads that decode ahead; their garbage counts as well. */
  @Param({"0", "1"})
  private String decodeThreads;

  private final IggyJsonMessageDecoder decoder = new IggyJsonMessageDecoder();
  private final GenericRow row = new GenericRow();
  private final byte[] value = new byte[0];
  private byte[] action;
  private byte[] note;
  private ServerOptions server;
  private BenchmarkTopic topic;
  private PartitionGroupConsumer consumer;
  private long next;

  /** Starts a server and fills a topic. */
  @Setup(Level.Trial)
  public void start() throws IOException {
    server = ServerOptions.embedded();
    topic =
        BenchmarkTopic.create(
            server, 1, 100 * BATCH_SIZE, i -> BenchmarkTopic.payload(i, PAYLOAD_BYTES));
    Map<String, String> settings = topic.pluginSettings(BATCH_SIZE);
    settings.put("stream.iggy.decode.threads", decodeThreads);
    consumer = new PluginConsumers(settings).create(0);
    decoder.init(null, Set.of("id", "action", "note"), BenchmarkTopic.TOPIC);
    decoder.decode(BenchmarkTopic.payload(0, PAYLOAD_BYTES), row);
    action = row.getValue("action").toString().getBytes(ISO_8859_1);
    note = row.getValue("note").toString().getBytes(ISO_8859_1);
  }

  /** Ends what {@link #start} started. */
  @TearDown(Level.Trial)
  public void stop() throws IOException {
    consumer.close();
    topic.close();
    server.close();
  }

  /** A batch as Pinot takes it: each message's value, metadata and next offset, and its row. */
  @Benchmark
  @OperationsPerInvocation(BATCH_SIZE)
  public void fetchAndDecode(Blackhole hole) throws Exception {
    MessageBatch<?> batch = consumer.fetchMessages(new LongMsgOffset(next), TIMEOUT_MILLIS);
    if (batch.getMessageCount() != BATCH_SIZE) {
      throw new IllegalStateException(batch.getMessageCount() + " messages at offset " + next);
    }
    for (int i = 0; i < BATCH_SIZE; i++) {
      StreamMessage<?> message = batch.getStreamMessage(i);
      row.clear();
      decoder.decode(message.getValue(), 0, message.getLength(), row);
      take(message, hole);
    }
    next = (next + BATCH_SIZE) % topic.messages();
  }

  /** The same row values, message, metadata and offsets, made of constants. */
  @Benchmark
  @OperationsPerInvocation(BATCH_SIZE)
  public void makeOfConstants(Blackhole hole) {
    for (int i = 0; i < BATCH_SIZE; i++) {
      long offset = next + i;
      StreamMessageMetadata metadata =
          new StreamMessageMetadata.Builder()
              .setRecordIngestionTimeMs(offset)
              .setFirstStreamRecordIngestionTimeMs(offset)
              .setOffset(new LongMsgOffset(offset), new LongMsgOffset(offset + 1))
              .setSerializedValueSize(PAYLOAD_BYTES)
              .build();
      StreamMessage<byte[]> message = new StreamMessage<>(null, value, PAYLOAD_BYTES, metadata);
      row.clear();
      row.putValue("id", (int) offset);
      row.putValue("action", new String(action, ISO_8859_1));
      row.putValue("note", new String(note, ISO_8859_1));
      take(message, hole);
    }
    next = (next + BATCH_SIZE) % topic.messages();
  }

  private void take(StreamMessage<?> message, Blackhole hole) {
    StreamPartitionMsgOffset nextOffset = message.getMetadata().getNextOffset();
    hole.consume(message);
    hole.consume(nextOffset);
    hole.consume(row.getFieldToValueMap());
  }
}
