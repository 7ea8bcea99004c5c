// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.FileUtils;
import org.apache.pinot.segment.local.utils.TableConfigUtils;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;

/**
 * Realtime tables of Apache Pinot, with SQL over them, inside this JVM.
 *
 * <p>For tests of stream plugins and for first steps; not a product for production.
 *
 * <h2>What is real</h2>
 *
 * Pinot's own code, unchanged: the table and its consuming segments (consume loop, retries,
 * decoding, transforms, indexing, row and time thresholds), building and loading immutable
 * segments, the stream plugin that the table config names, the SQL parser and optimizer, the
 * server's query executor and the broker's reduce, with the response serialized in between.
 *
 * <h2>What stands in</h2>
 *
 * <ul>
 *   <li>Controller and segment-completion protocol: the one replica may always commit, the next
 *       consuming segment follows at once, at the committed end offset. Initial offsets come from
 *       the stream plugin by the controller's calls. There is no validation that restarts a stopped
 *       partition, no retention, no tuning of segment sizes.
 *   <li>Helix and ZooKeeper: segment metadata is a JSON file a segment in the data directory; the
 *       table config and the schema are the caller's.
 *   <li>Broker: all segments of a table are asked; no quotas, no access control, and only the
 *       single-stage engine, so no joins.
 *   <li>Deep store: a committed segment lives in the data directory only.
 * </ul>
 *
 * <p>Start again on the same data directory and create the same tables to restart, as a server of a
 * cluster would: committed segments are loaded from disk, and each partition resumes at the start
 * offset of the segment that was consuming, that is at its last committed end offset.
 *
 * <p>Needs the JVM to open java.nio, sun.nio.ch, java.lang and java.util of java.base to unnamed
 * modules. All classes here are thread-safe. One JVM may run several at a time as long as their
 * tables have different names.
 */
public final class EmbeddedPinot implements AutoCloseable {
  private final EmbeddedPinotOptions options;
  private final Path dataDirectory;
  private final EmbeddedServer server;
  private final QueryEngine queryEngine;
  private final Map<String, EmbeddedTable> tables = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPinot(EmbeddedPinotOptions options) {
    this.options = options;
    this.dataDirectory = options.dataDirectory().orElseGet(EmbeddedPinot::temporaryDirectory);
    this.server = new EmbeddedServer(dataDirectory.resolve("segments"), options.queryThreads());
    this.queryEngine = new QueryEngine(server);
  }

  /** Starts in a temporary directory with default options. */
  public static EmbeddedPinot start() {
    return start(EmbeddedPinotOptions.defaults());
  }

  /** Starts with the given options. */
  public static EmbeddedPinot start(EmbeddedPinotOptions options) {
    PinotJvmState.acquire();
    try {
      return new EmbeddedPinot(options);
    } catch (RuntimeException e) {
      PinotJvmState.release();
      throw e;
    }
  }

  /**
   * Creates a table and starts to consume; takes it up where it was left when the data directory
   * has it.
   *
   * @param schema the columns; its name is the table's
   * @param tableConfig a realtime table with one or more streams
   * @throws EmbeddedPinotException when the config is not supported, the partitions of the stream
   *     cannot be read, or stored segments cannot be loaded
   */
  public synchronized EmbeddedTable createTable(Schema schema, TableConfig tableConfig) {
    checkOpen();
    String name = tableConfig.getTableName();
    if (tables.containsKey(name)) {
      throw new EmbeddedPinotException("table " + name + " exists already");
    }
    SupportedTables.check(tableConfig);
    SegmentMetadataStore metadataStore =
        new SegmentMetadataStore(dataDirectory.resolve("metadata").resolve(name));
    EmbeddedTableDataManager dataManager =
        new EmbeddedTableDataManager(server.config(), tableConfig, schema, metadataStore);
    TableController controller =
        new TableController(dataManager, metadataStore, new StreamPartitionDiscovery(tableConfig));
    dataManager.completeWith(controller);
    EmbeddedTable table = new EmbeddedTable(dataManager, metadataStore, controller, queryEngine);
    controller.setUpNewTable();
    try {
      server.addTable(dataManager);
      controller.start();
    } catch (RuntimeException e) {
      server.removeTable(dataManager);
      table.close(options.closeTimeout());
      throw e;
    }
    tables.put(name, table);
    return table;
  }

  /**
   * Checks a table as the controller of a real cluster does before it accepts one, which {@link
   * #createTable} does not: a real cluster demands a time column, for example.
   *
   * @throws EmbeddedPinotException with Pinot's reason when a controller would refuse it
   */
  public static void validate(Schema schema, TableConfig tableConfig) {
    try {
      schema.validate();
      TableConfigUtils.validate(tableConfig, schema);
    } catch (RuntimeException e) {
      throw new EmbeddedPinotException(
          "a Pinot controller would refuse table "
              + tableConfig.getTableName()
              + ": "
              + PinotErrorText.of(e),
          e);
    }
  }

  /** The tables created so far. */
  public List<EmbeddedTable> tables() {
    return List.copyOf(tables.values());
  }

  /**
   * Runs a query with the default deadline. Without a LIMIT Pinot returns 10 rows.
   *
   * @throws PinotQueryException when Pinot refuses it, fails, or the deadline passes
   */
  public QueryResult query(String sql) {
    return query(sql, options.queryTimeout());
  }

  /**
   * Runs a query. Its own {@code SET timeoutMs=...;} has precedence over the timeout given here.
   *
   * @throws PinotQueryException when Pinot refuses it, fails, or the deadline passes
   */
  public QueryResult query(String sql, Duration timeout) {
    checkOpen();
    return queryEngine.execute(sql, timeout.toMillis());
  }

  /**
   * Stops all consumers without committing what they have, ends all threads, and deletes the data
   * directory if it is a temporary one. Calling it again does nothing.
   *
   * <p>Two things can outlive it. A consumer that does not return from its fetch when interrupted
   * is abandoned, with a warning, when the close timeout has passed. And when a consumer could not
   * even be created, Pinot has left a thread asleep that ends by itself after 30 s.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    tables.values().forEach(table -> table.close(options.closeTimeout()));
    queryEngine.close();
    server.close();
    PinotJvmState.release();
    if (options.dataDirectory().isEmpty()) {
      FileUtils.deleteQuietly(dataDirectory.toFile());
    }
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new EmbeddedPinotException("the embedded Pinot is closed");
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("embedded-pinot-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory for Pinot", e);
    }
  }
}
