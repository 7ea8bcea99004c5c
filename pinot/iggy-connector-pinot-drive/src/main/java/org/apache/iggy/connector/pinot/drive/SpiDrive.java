// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.drive;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls every method of every SPI type that the plugin implements, against a server with topic
 * {@code events} of stream {@code analytics}: partition 0 is empty; partition 1 holds {@code
 * {"a":1}} with the header user=u1, a message without payload, and {@code {"a":2}}.
 *
 * <p>Run with {@code host port [plugin folder]}; exits with 0 and a line that counts the methods,
 * or fails with a stack trace.
 */
public final class SpiDrive {
  private static final String CLIENT = "drive";
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final byte[] FIRST = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  private final Spi spi;
  private final boolean inRealm;
  private int methods;

  private SpiDrive(Spi spi, boolean inRealm) {
    this.spi = spi;
    this.inRealm = inRealm;
  }

  /** Drives the plugin: see the class. */
  public static void main(String[] arguments) throws Exception {
    File folder = arguments.length > 2 ? new File(arguments[2]) : null;
    SpiDrive drive = new SpiDrive(new Spi(arguments[0], arguments[1], folder), folder != null);
    drive.driveFactory();
    drive.driveOffsets();
    // Values are views of the payload for the plugin's own decoder, and bytes for any other.
    drive.driveConsumer(drive.spi.streamConfig());
    drive.driveConsumer(drive.spi.streamConfig("decoder.class.name", "some.other.Decoder"));
    drive.driveMetadataOfTopic();
    drive.driveMetadataOfPartition();
    drive.driveDecoder();
    System.out.println("drove " + drive.methods + " methods");
  }

  private void driveFactory() throws Exception {
    Subject factory = spi.factory(spi.streamConfig());
    Check.equal("is in a realm", spi.isInRealm(factory.target()), inRealm);
    close("StreamMetadataProvider", factory.call("createPartitionMetadataProvider", CLIENT, 1));
    close("StreamMetadataProvider", factory.call("createStreamMetadataProvider", CLIENT));
    if (factory.has("createStreamMetadataProvider", 2)) {
      close("StreamMetadataProvider", factory.call("createStreamMetadataProvider", CLIENT, true));
    }
    Object status = spi.consumptionStatus(1, 0);
    close("PartitionGroupConsumer", factory.call("createPartitionGroupConsumer", CLIENT, status));
    if (factory.has("createPartitionGroupConsumer", 3)) {
      close(
          "PartitionGroupConsumer",
          factory.call("createPartitionGroupConsumer", CLIENT, status, null));
    }
    Check.that("offset factory", factory.call("createStreamMsgOffsetFactory") != null);
    methods += factory.finish("createPartitionLevelConsumer/2", "createStreamLevelConsumer/4");
  }

  private void close(String type, Object resource) throws Exception {
    new Subject(spi.type(type), resource).call("close");
  }

  private void driveOffsets() throws Exception {
    Subject factory =
        new Subject(
            spi.type("StreamPartitionMsgOffsetFactory"),
            spi.factory(spi.streamConfig()).call("createStreamMsgOffsetFactory"));
    factory.call("init", spi.streamConfig());
    Subject offset = offset(factory.call("create", "7"));
    Check.equal("copy", factory.call("create", spi.offset(7)), offset.target());
    offset.expect("7", "toString");
    offset.expect(0, "compareTo", spi.offset(7));
    offset.expect(1, "compareTo", spi.offset(6));
    methods += factory.finish() + offset.finish("fromString/1");
  }

  private Subject offset(Object offset) throws Exception {
    return new Subject(spi.type("StreamPartitionMsgOffset"), offset);
  }

  private void driveConsumer(Object streamConfig) throws Exception {
    Subject consumer =
        new Subject(
            spi.type("PartitionGroupConsumer"),
            spi.factory(streamConfig)
                .call("createPartitionGroupConsumer", CLIENT, spi.consumptionStatus(1, 0)));
    consumer.call("start", spi.offset(0));
    driveBatch(consumer.call("fetchMessages", spi.offset(0), TIMEOUT_MILLIS));
    Object again = consumer.call("fetchMessages", spi.offset(2), TIMEOUT_MILLIS);
    Check.equal(
        "messages from offset 2",
        new Subject(spi.type("MessageBatch"), again).call("getMessageCount"),
        1);
    Object next = spi.offset(3);
    Check.that("checkpoint answers its argument", consumer.call("checkpoint", next) == next);
    consumer.call("close");
    // Deprecated since 0.10: the one with an end offset.
    methods += consumer.finish("fetchMessages/3");
  }

  private void driveBatch(Object fetched) throws Exception {
    Subject batch = new Subject(spi.type("MessageBatch"), fetched);
    batch.expect(2, "getMessageCount");
    batch.expect(3, "getUnfilteredMessageCount");
    batch.expect(false, "isEndOfPartitionGroup");
    batch.expect(false, "hasDataLoss");
    batch.expectIfThere(2L * FIRST.length, "getSizeInBytes");
    offset(batch.call("getOffsetOfNextBatch")).expect("3", "toString");
    offset(batch.call("getFirstMessageOffset")).expect("0", "toString");
    offset(metadata(batch.call("getLastMessageMetadata")).call("getOffset"))
        .expect("2", "toString");
    driveMessage(batch.call("getStreamMessage", 0), 1, "u1");
    driveMessage(batch.call("getStreamMessage", 1), 2, null);
    // Deprecated since 1.0, gone in 1.5; Pinot asks for them only when metadata has no offset.
    methods +=
        batch.finish(
            "getMessageAtIndex/1",
            "getMessageBytesAtIndex/1",
            "getMessageLengthAtIndex/1",
            "getMessageOffsetAtIndex/1",
            "getMetadataAtIndex/1",
            "getNextStreamMessageOffsetAtIndex/1",
            "getNextStreamPartitionMsgOffsetAtIndex/1");
  }

  private void driveMessage(Object fetched, int value, String user) throws Exception {
    Subject message = new Subject(spi.type("StreamMessage"), fetched);
    byte[] key = (byte[]) message.call("getKey");
    Check.equal("key", key == null ? null : new String(key, StandardCharsets.UTF_8), user);
    message.expect(FIRST.length, "getLength");
    Subject decoder = spi.decoder();
    decoder.call("init", Map.of(), Set.of("a"), "events");
    Object row = decoder.call("decode", message.call("getValue"), spi.create(ROW));
    Check.equal("a of the row", valueOf(row, "a"), value);
    Subject metadata = metadata(message.call("getMetadata"));
    Check.that("ingestion time", (long) metadata.call("getRecordIngestionTimeMs") > 0);
    Check.that("first time", (long) metadata.call("getFirstStreamRecordIngestionTimeMs") > 0);
    metadata.expectIfThere(FIRST.length, "getRecordSerializedSize");
    offset(metadata.call("getNextOffset")).call("toString");
    offset(metadata.call("getOffset")).call("toString");
    Check.equal("header", valueOf(metadata.call("getHeaders"), "user"), user);
    Check.equal("topic", ((Map<?, ?>) metadata.call("getRecordMetadata")).get("topic"), "events");
    methods += message.finish() + metadata.finish();
  }

  private static final String ROW = "data.readers.GenericRow";

  private Subject metadata(Object metadata) throws Exception {
    return new Subject(spi.type("StreamMessageMetadata"), metadata);
  }

  private static Object valueOf(Object row, String column) throws Exception {
    return row.getClass().getMethod("getValue", String.class).invoke(row, column);
  }

  private Subject provider(String method, Object... arguments) throws Exception {
    return new Subject(
        spi.type("StreamMetadataProvider"),
        spi.factory(spi.streamConfig()).call(method, arguments));
  }

  private void driveMetadataOfTopic() throws Exception {
    long timeout = TIMEOUT_MILLIS;
    Subject provider = provider("createStreamMetadataProvider", CLIENT);
    provider.expect(2, "fetchPartitionCount", timeout);
    provider.expect(Set.of(0, 1), "fetchPartitionIds", timeout);
    expectText(
        "{0=0, 1=3}", provider.callIfThere("fetchLatestStreamOffset", Set.of(0, 1), timeout));
    expectText("{0=0, 1=0}", provider.callIfThere("getStreamStartOffsets"));
    expectText("{0=0, 1=3}", provider.callIfThere("getStreamEndOffsets"));
    expectText("0", provider.callIfThere("getOffsetAtTimestamp", 1, 0L, timeout));
    expectText(
        "3", provider.callIfThere("getOffsetAtTimestamp", 1, Long.MAX_VALUE / 2_000_000, timeout));
    provider.expectIfThere(true, "supportsOffsetLag");
    driveTopics((List<?>) provider.callIfThere("getTopics"));
    drivePartitionGroups(provider);
    driveLag(provider);
    provider.call("fetchStreamPartitionOffset", spi.criteria("smallest"), timeout);
    provider.call("close");
    methods += provider.finish();
  }

  private static void expectText(String expected, Object answer) {
    if (answer != null) {
      Check.equal("answer", answer.toString(), expected);
    }
  }

  private void driveTopics(List<?> topics) throws Exception {
    if (topics != null) {
      Check.equal("topics", topics.size(), 1);
      Subject topic = new Subject(spi.type("StreamMetadataProvider$TopicMetadata"), topics.get(0));
      topic.expect("events", "getName");
      methods += topic.finish();
    }
  }

  private void drivePartitionGroups(Subject provider) throws Exception {
    Object config = spi.streamConfig("consumer.prop.auto.offset.reset", "smallest");
    List<Object> known = List.of(spi.consumptionStatus(1, 2));
    String method = "computePartitionGroupMetadata";
    List<?> groups = (List<?>) provider.call(method, CLIENT, config, known, TIMEOUT_MILLIS);
    Check.equal("partition groups", starts(groups), "0@0 1@2 ");
    if (provider.has(method, 5)) {
      groups = (List<?>) provider.call(method, CLIENT, config, known, TIMEOUT_MILLIS, false);
      Check.equal("partition groups", starts(groups), "0@0 1@2 ");
      groups = (List<?>) provider.call(method, CLIENT, config, known, TIMEOUT_MILLIS, true);
      Check.equal("partition groups from the stream", starts(groups), "0@0 1@0 ");
    }
  }

  private static String starts(List<?> groups) throws Exception {
    StringBuilder starts = new StringBuilder();
    for (Object group : groups) {
      Class<?> type = group.getClass();
      starts.append(type.getMethod("getPartitionGroupId").invoke(group)).append('@');
      starts.append(type.getMethod("getStartOffset").invoke(group)).append(' ');
    }
    return starts.toString();
  }

  private void driveLag(Subject provider) throws Exception {
    Subject consumer =
        new Subject(
            spi.type("PartitionGroupConsumer"),
            spi.factory(spi.streamConfig())
                .call("createPartitionGroupConsumer", CLIENT, spi.consumptionStatus(1, 0)));
    Object batch = consumer.call("fetchMessages", spi.offset(0), TIMEOUT_MILLIS);
    Object last = new Subject(spi.type("MessageBatch"), batch).call("getLastMessageMetadata");
    long arrived = (long) metadata(last).call("getRecordIngestionTimeMs");
    Object state =
        spi.create(
            "stream.ConsumerPartitionState", "1", spi.offset(1), arrived + 5, spi.offset(3), last);
    Map<?, ?> lags = (Map<?, ?>) provider.call("getCurrentPartitionLagState", Map.of("1", state));
    Subject lag = new Subject(spi.type("PartitionLagState"), lags.get("1"));
    lag.expect("2", "getRecordsLag");
    lag.expect("5", "getAvailabilityLagMs");
    consumer.call("close");
    methods += lag.finish();
  }

  private void driveMetadataOfPartition() throws Exception {
    Subject provider = provider("createPartitionMetadataProvider", CLIENT, 1);
    String method = "fetchStreamPartitionOffset";
    long timeout = TIMEOUT_MILLIS;
    offset(provider.call(method, spi.criteria("smallest"), timeout)).expect("0", "toString");
    offset(provider.call(method, spi.criteria("largest"), timeout)).expect("3", "toString");
    offset(provider.call(method, spi.criteria("2d"), timeout)).expect("0", "toString");
    offset(provider.call(method, spi.criteria("2020-01-01T00:00:00.000Z"), timeout))
        .expect("0", "toString");
    offset(provider.call(method, spi.criteria("2"), timeout)).expect("2", "toString");
    provider.call("close");
  }

  private void driveDecoder() throws Exception {
    Subject byMap = spi.decoder();
    byMap.call("init", Map.of(), Set.of("a"), "events");
    Subject byTable = spi.decoder();
    byTable.call("init", Set.of("a"), spi.streamConfig(), null, null);
    byte[] embedded = "xx{\"a\":5,\"b\":6}xx".getBytes(StandardCharsets.UTF_8);
    for (Subject decoder : List.of(byMap, byTable)) {
      Object row = decoder.call("decode", FIRST, spi.create(ROW));
      Check.equal("a", valueOf(row, "a"), 1);
      row = decoder.call("decode", embedded, 2, embedded.length - 4, spi.create(ROW));
      Check.equal("a", valueOf(row, "a"), 5);
      Check.equal("b, which the table does not have", valueOf(row, "b"), null);
    }
    byTable.call("init", Map.of(), Set.of("a"), "events");
    methods += byTable.finish();
  }
}
