// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.iggy.connector.pinot.TopicFixture;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.decoder.DecodeAhead;
import org.apache.iggy.connector.pinot.decoder.DecodeThreads;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.iggy.connector.pinot.decoder.PayloadView;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamDataDecoder;
import org.apache.pinot.spi.stream.StreamDataDecoderImpl;
import org.apache.pinot.spi.stream.StreamDataDecoderResult;
import org.apache.pinot.spi.stream.StreamMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of payloads between the server and Pinot's rows, in each form they may take. */
@Timeout(60)
class PayloadDecodingTest {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final ExecutorService READERS = Executors.newFixedThreadPool(4);
  private static final DecodeThreads THREADS = new DecodeThreads(16);

  /** The ways in which a table can get its payloads decoded; all have the same results. */
  enum Form {
    COPIES,
    VIEWS,
    DECODED_AHEAD
  }

  private TopicFixture topic;

  @AfterAll
  static void stopReaders() {
    READERS.shutdownNow();
  }

  @BeforeEach
  void start() {
    topic = TopicFixture.withPartitions(2);
  }

  @AfterEach
  void stop() {
    topic.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldDecodeEveryMessageInItsPlace(Form form) throws Exception {
    topic.send(0, events(0, 250));
    try (PartitionGroupConsumer consumer = consumer(form, 0)) {
      assertThat(readAll(consumer, decoder(), 0, 250)).isEqualTo(rows(0, 250));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldReportABadMessageWhereItStandsAndDecodeItsNeighbours(Form form) throws Exception {
    List<String> payloads = events(0, 90);
    payloads.set(0, "{\"id\":");
    payloads.set(41, "not json");
    payloads.set(42, "{\"id\":42,\"name\":\"user-42\"");
    payloads.set(89, "[]");
    topic.send(0, payloads);
    List<String> expected = rows(0, 90);
    for (int bad : new int[] {0, 41, 42, 89}) {
      expected.set(bad, "error");
    }
    try (PartitionGroupConsumer consumer = consumer(form, 0)) {
      assertThat(readAll(consumer, decoder(), 0, 90)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveEmptyPayloadsOutWhereverTheyStand(Form form) throws Exception {
    List<String> payloads = events(0, 20);
    List<String> expected = rows(0, 20);
    for (int empty : new int[] {19, 7, 6, 0}) {
      payloads.set(empty, "");
      expected.remove(empty);
    }
    topic.send(0, payloads);
    try (PartitionGroupConsumer consumer = consumer(form, 0)) {
      assertThat(decodeAll(fetch(consumer, 0), decoder())).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldDecodeTheSameRowsWhenAnOffsetIsAskedForAgain(Form form) throws Exception {
    topic.send(0, events(0, 80));
    StreamDataDecoder decoder = decoder();
    try (PartitionGroupConsumer consumer = consumer(form, 0)) {
      assertThat(decodeAll(fetch(consumer, 0), decoder)).isEqualTo(rows(0, 80));
      MessageBatch<Object> abandoned = fetch(consumer, 10);
      decode(abandoned.getStreamMessage(0), decoder);
      assertThat(decodeAll(fetch(consumer, 11), decoder)).isEqualTo(rows(11, 80));
      assertThat(decodeAll(fetch(consumer, 3), decoder)).isEqualTo(rows(3, 80));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldDecodeEverythingWhenBatchesAreAbandonedAnywhere(Form form) throws Exception {
    topic.send(0, events(0, 3_000));
    Random random = new Random(20261121);
    StreamDataDecoder decoder = decoder();
    List<String> rows = new ArrayList<>();
    try (PartitionGroupConsumer consumer = consumer(form, 0)) {
      while (rows.size() < 3_000) {
        MessageBatch<Object> batch = fetch(consumer, rows.size());
        int taken = 1 + random.nextInt(batch.getMessageCount());
        for (int i = 0; i < taken; i++) {
          rows.add(decode(batch.getStreamMessage(i), decoder));
        }
      }
    }
    assertThat(rows).isEqualTo(rows(0, 3_000));
  }

  @ParameterizedTest
  @EnumSource
  void shouldServeConsumersOfOnePartitionAtOnce(Form form) throws Exception {
    topic.send(0, events(0, 2_000));
    List<CompletableFuture<List<String>>> reading = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      reading.add(CompletableFuture.supplyAsync(() -> readAllOf(form, 2_000), READERS));
    }
    for (CompletableFuture<List<String>> each : reading) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(rows(0, 2_000));
    }
  }

  private List<String> readAllOf(Form form, int messages) {
    try (PartitionGroupConsumer consumer = consumer(form, 0)) {
      return readAll(consumer, decoder(), 0, messages);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldStillDecodeTheBatchAtHandWhenClosedOrInterrupted(Form form) throws Exception {
    topic.send(0, events(0, 500));
    StreamDataDecoder decoder = decoder();
    PartitionGroupConsumer consumer = consumer(form, 0);
    MessageBatch<Object> batch = fetch(consumer, 0);
    decode(batch.getStreamMessage(0), decoder);
    Thread.currentThread().interrupt();
    consumer.close();
    List<String> rows = decodeAll(batch, decoder);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(rows).isEqualTo(rows(0, 500));
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWhenAFetchWasInterruptedInTheMiddleOfABatch(Form form) throws Exception {
    topic.send(0, events(0, 1_000));
    StreamDataDecoder decoder = decoder();
    try (PartitionGroupConsumer consumer = consumer(form, 0)) {
      MessageBatch<Object> batch = fetch(consumer, 0);
      decode(batch.getStreamMessage(0), decoder);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> fetch(consumer, 1)).isInstanceOf(RuntimeException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(readAll(consumer, decoder, 1, 1_000)).isEqualTo(rows(1, 1_000));
    }
  }

  @Test
  void shouldCopyNoPayloadForThePluginsOwnDecoderAndEachForAnyOther() throws Exception {
    topic.send(0, events(0, 1));
    String own = IggyJsonMessageDecoder.class.getName();
    assertThat(valueFor(own)).isInstanceOf(PayloadView.class);
    assertThat(valueFor("DEFAULT:" + own)).isInstanceOf(PayloadView.class);
    assertThat(valueFor("org.example.SomeOtherDecoder")).isInstanceOf(byte[].class);
    assertThat(valueFor("no-such-plugin:" + own)).isInstanceOf(byte[].class);
  }

  @Test
  void shouldRefuseAViewThatALaterFetchHasReplacedAndStillPrintIt() throws Exception {
    topic.send(0, events(0, 4));
    try (PartitionGroupConsumer consumer = consumer(Form.VIEWS, 0)) {
      StreamMessage<Object> early = fetch(consumer, 0).getStreamMessage(2);
      fetch(consumer, 0);
      IggyJsonMessageDecoder decoder = ownDecoder();
      assertThatIllegalStateException()
          .isThrownBy(() -> decoder.decode(early.getValue(), new GenericRow()))
          .withMessageContaining("a later fetch has replaced");
      assertThat(early.getValue().toString()).isEqualTo("PayloadView{index=2, length=34}");
      assertThat(early.getLength()).isEqualTo(34);
    }
  }

  @Test
  void shouldNameTheClassOfAPayloadThatIsNeitherBytesNorAView() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ownDecoder().decode("{}", new GenericRow()))
        .withMessageContaining("java.lang.String");
  }

  @Test
  void shouldDecodePartOfAView() throws Exception {
    topic.send(0, List.of("xx{\"id\":7}"));
    try (PartitionGroupConsumer consumer = consumer(Form.VIEWS, 0)) {
      Object view = fetch(consumer, 0).getStreamMessage(0).getValue();
      GenericRow row = ownDecoder().decode(view, 2, 8, new GenericRow());
      assertThat(row.getValue("id")).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveEachMessageItsOffsetsInWhateverOrderPinotAsks(Form form) throws Exception {
    topic.send(0, events(0, 5));
    try (PartitionGroupConsumer consumer = consumer(form, 0)) {
      MessageBatch<Object> batch = fetch(consumer, 0);
      for (int i : new int[] {0, 1, 2, 2, 4, 3, 0}) {
        var metadata = batch.getStreamMessage(i).getMetadata();
        assertThat(metadata.getOffset()).hasToString(Integer.toString(i));
        assertThat(metadata.getNextOffset()).hasToString(Integer.toString(i + 1));
      }
    }
  }

  /** A machine with processors to spare, whatever this one has. */
  private static DecodeAhead decodeAhead(Form form) {
    return form == Form.COPIES
        ? null
        : new DecodeAhead(THREADS, form == Form.DECODED_AHEAD ? 8 : 0);
  }

  private PartitionGroupConsumer consumer(Form form, int partition) {
    IggyStreamConfig config =
        IggyStreamConfig.from(
            topic.config("poll.batch.size", "1000", "reconnect.budget.millis", "0"));
    PartitionGroupConsumptionStatus status =
        new PartitionGroupConsumptionStatus(partition, 0, new LongMsgOffset(0), null, "CONSUMING");
    return new IggyPartitionGroupConsumer(config, partition, status, decodeAhead(form));
  }

  private Object valueFor(String decoderClass) throws Exception {
    PartitionGroupConsumptionStatus status =
        new PartitionGroupConsumptionStatus(0, 0, new LongMsgOffset(0), null, "CONSUMING");
    try (PartitionGroupConsumer consumer =
        topic
            .factory("decoder.class.name", decoderClass)
            .createPartitionGroupConsumer("test", status)) {
      return fetch(consumer, 0).getStreamMessage(0).getValue();
    }
  }

  private static IggyJsonMessageDecoder ownDecoder() {
    IggyJsonMessageDecoder decoder = new IggyJsonMessageDecoder();
    decoder.init(null, Set.of("id", "name"), "events");
    return decoder;
  }

  /** Pinot's own code between a message and its row. */
  private static StreamDataDecoder decoder() {
    return new StreamDataDecoderImpl(ownDecoder());
  }

  @SuppressWarnings("unchecked")
  private static MessageBatch<Object> fetch(PartitionGroupConsumer consumer, long offset)
      throws Exception {
    return consumer.fetchMessages(new LongMsgOffset(offset), TIMEOUT_MILLIS);
  }

  private static List<String> readAll(
      PartitionGroupConsumer consumer, StreamDataDecoder decoder, long from, long to)
      throws Exception {
    List<String> rows = new ArrayList<>();
    for (long offset = from; offset < to; ) {
      MessageBatch<Object> batch = fetch(consumer, offset);
      rows.addAll(decodeAll(batch, decoder));
      offset = IggyStreamPartitionMsgOffset.valueOf(batch.getOffsetOfNextBatch());
    }
    return rows;
  }

  private static List<String> decodeAll(MessageBatch<Object> batch, StreamDataDecoder decoder) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < batch.getMessageCount(); i++) {
      rows.add(decode(batch.getStreamMessage(i), decoder));
    }
    return rows;
  }

  private static String decode(StreamMessage<Object> message, StreamDataDecoder decoder) {
    StreamDataDecoderResult result = decoder.decode(message);
    return result.getException() != null
        ? "error"
        : result.getResult().getValue("id") + ":" + result.getResult().getValue("name");
  }

  private static List<String> events(int from, int to) {
    return list(from, to, i -> "{\"id\":" + i + ",\"x\":[1,2],\"name\":\"user-" + i + "\"}");
  }

  private static List<String> rows(int from, int to) {
    return list(from, to, i -> i + ":user-" + i);
  }

  private static List<String> list(
      int from, int to, java.util.function.IntFunction<String> element) {
    return new ArrayList<>(IntStream.range(from, to).mapToObj(element).toList());
  }
}
