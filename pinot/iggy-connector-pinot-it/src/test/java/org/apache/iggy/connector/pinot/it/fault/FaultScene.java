// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotException;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.apache.iggy.connector.pinot.embedded.PartitionStatus;
import org.apache.iggy.connector.pinot.it.EventTable;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.pinot.spi.config.table.TableConfig;

/**
 * A topic, a table of the real Pinot engine on it through the packed plugin, and a feed that fills
 * it while faults happen. Each scene has names of its own, so that several can play at once.
 */
final class FaultScene implements AutoCloseable {
  /** Long enough for a machine that does much else. */
  static final Duration DEADLINE = Duration.ofMinutes(3);

  private static final String ROWS_KEY = "realtime.segment.flush.threshold.rows";
  private static final int ROWS_A_SEGMENT = 5_000;
  private static final int SOME = 1_000;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final IggyAddress server;
  private final String name;
  private final int partitions;
  private final IggyClient client;
  private final CapturedLog log;
  private final EmbeddedPinotOptions pinotOptions;
  private TableConfig tableConfig;
  private EmbeddedPinot pinot;
  private EmbeddedTable table;
  private EventFeed feed;

  /**
   * Creates the topic.
   *
   * @param server where the server is, and the feed's way to it
   */
  FaultScene(IggyAddress server, int partitions) {
    this(server, partitions, EmbeddedPinotOptions.defaults());
  }

  /** The same with a Pinot that is set up in a way of its own. */
  FaultScene(IggyAddress server, int partitions, EmbeddedPinotOptions pinotOptions) {
    this.server = server;
    // Of equal length, so that no table's name is the start of another's in the log.
    this.name = String.format(Locale.ROOT, "faults%04d", NUMBER.incrementAndGet());
    this.partitions = partitions;
    this.pinotOptions = pinotOptions;
    this.client = IggyClient.connect(login(server), 2);
    this.log = CapturedLog.of(name);
    client.streams().create(name);
    createTopic();
  }

  static ConnectionOptions login(IggyAddress server) {
    return ConnectionOptions.builder(server)
        .credentials(Credentials.password("iggy", "iggy"))
        .build();
  }

  /** Creates the topic, again if it was deleted. */
  void createTopic() {
    client.topics().create(id(), name, partitions);
  }

  /** The identifier of the stream and of the topic. */
  Identifier id() {
    return Identifier.named(name);
  }

  String name() {
    return name;
  }

  IggyClient client() {
    return client;
  }

  CapturedLog log() {
    return log;
  }

  EmbeddedTable table() {
    return table;
  }

  EventFeed feed() {
    return feed;
  }

  /** Sends payloads to partition 0, as one batch. */
  void send(byte[]... payloads) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    for (byte[] payload : payloads) {
      batch.add(payload, UserHeaders.empty(), 0);
    }
    client.messages().send(id(), id(), Partitioning.partition(0), batch.batch());
  }

  /** Starts to send events, straight to the server. */
  EventFeed startFeed(int eventsPerSecond) {
    feed = EventFeed.start(server, name, partitions, eventsPerSecond);
    return feed;
  }

  /** Starts Pinot, and the table on the topic as it is reached by this address. */
  EmbeddedTable startTable(IggyAddress address, Map<String, String> keys) {
    Map<String, String> all = new HashMap<>();
    all.put("stream.id", name);
    all.put("topic.id", name);
    all.put("topic.name", name);
    all.put("poll.batch.size", "200");
    all.put(ROWS_KEY, Integer.toString(ROWS_A_SEGMENT * partitions));
    all.putAll(keys);
    tableConfig = EventTable.config(name, address, all);
    return startTable();
  }

  private EmbeddedTable startTable() {
    pinot = EmbeddedPinot.start(pinotOptions);
    table = pinot.createTable(EventTable.schema(name), tableConfig);
    return table;
  }

  /** Stops Pinot and starts it again; its data directory has to be one that outlives it. */
  void restartTable() {
    stopTable();
    startTable();
  }

  /** Stops Pinot, which leaves what it has not committed to its next start. */
  void stopTable() {
    pinot.close();
  }

  /** Lets some events flow, until the table has what was in the topic then. */
  void consumeSome() {
    feed.awaitMore(SOME);
    table.awaitRows(feed.sent(), DEADLINE);
  }

  /** Waits until a partition has stopped, and gives the reason. */
  String awaitStop() {
    Poll.until(
        DEADLINE,
        () ->
            table.partitions().stream()
                .anyMatch(partition -> partition.state() == PartitionStatus.State.STOPPED),
        () -> table.partitions().toString());
    return table.partitions().stream()
        .flatMap(partition -> partition.error().stream())
        .findFirst()
        .orElseThrow();
  }

  /** Lets a fault last so long, in which every partition has to go on consuming. */
  void endure(Duration fault) {
    Poll.during(fault, this::assertConsuming);
  }

  /** No partition has stopped, and Pinot has not even seen a fetch fail. */
  void assertConsuming() {
    assertThat(table.partitions())
        .extracting(PartitionStatus::state)
        .doesNotContain(PartitionStatus.State.STOPPED);
    assertThat(log.failedFetches()).isEmpty();
  }

  /** As {@link #assertRowsExact}, and Pinot has not noticed a thing. */
  void assertExact() {
    assertRowsExact();
    assertConsuming();
  }

  /** Stops the feed, and holds every event that the topic got against the rows of the table. */
  void assertRowsExact() {
    feed.stop();
    try {
      table.awaitRows(feed.sent(), DEADLINE);
      assertRows(feed.sent(), feed.sent(), feed.amountSum());
    } catch (EmbeddedPinotException | AssertionError e) {
      throw new AssertionError(RowDifference.describe(topicIds(), tableIds()), e);
    }
  }

  /**
   * Stops the feed, and holds the table against what the server has now, for servers that lose
   * events: each is a row, none is twice, and every other row is of an event that was lost.
   */
  void assertNothingMissing() {
    feed.stop();
    Set<Long> topic = new HashSet<>(topicIds());
    Poll.until(
        DEADLINE,
        () -> new HashSet<>(tableIds()).containsAll(topic),
        () -> RowDifference.describe(topic, tableIds()));
    List<Long> rows = tableIds();
    assertThat(rows).doesNotHaveDuplicates();
    System.out.printf(
        Locale.ROOT,
        "%s: %d events acknowledged, %d lost by the server, %d rows, %d of them of lost events%n",
        name,
        feed.sent(),
        feed.sent() - topic.size(),
        rows.size(),
        rows.size() - topic.size());
    assertConsuming();
  }

  /** The ids of all events in the topic now. */
  List<Long> topicIds() {
    List<Long> ids = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      ids.addAll(TopicContents.ids(client, id(), id(), partition));
    }
    return ids;
  }

  /** The ids of all rows. */
  List<Long> tableIds() {
    List<Long> ids = new ArrayList<>();
    query("SELECT id FROM " + name + " LIMIT 100000000")
        .forEach(row -> ids.add(((Number) row.get(0)).longValue()));
    return ids;
  }

  /** Rows, different ids and the sum of the amounts. */
  void assertRows(long rows, long ids, long amountSum) {
    List<Object> row = query("SELECT COUNT(*), DISTINCTCOUNT(id), SUM(amount) FROM " + name).get(0);
    assertThat(row.stream().map(value -> ((Number) value).longValue()))
        .as("rows, different ids, sum of amounts of %s", name)
        .containsExactly(rows, ids, amountSum);
  }

  List<List<Object>> query(String sql) {
    return pinot.query(sql, DEADLINE).rows();
  }

  @Override
  public void close() {
    if (feed != null) {
      feed.close();
    }
    if (pinot != null) {
      pinot.close();
    }
    client.close();
    log.close();
  }
}
