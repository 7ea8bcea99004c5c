// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import static org.apache.iggy.connector.pinot.embedded.InterfaceStandIn.always;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.lang3.tuple.Pair;
import org.apache.helix.HelixDataAccessor;
import org.apache.helix.HelixManager;
import org.apache.helix.PropertyKey;
import org.apache.pinot.common.restlet.resources.SegmentErrorInfo;
import org.apache.pinot.core.data.manager.InstanceDataManager;
import org.apache.pinot.spi.config.instance.InstanceDataManagerConfig;
import org.apache.pinot.spi.env.PinotConfiguration;

/**
 * What Pinot's code expects of the server around it: the instance's config, its tables and a pool
 * of threads.
 *
 * <p>Stands in for pinot-server's starter and {@code HelixInstanceDataManager}. Thread-safe.
 */
final class EmbeddedServer {
  static final String INSTANCE_ID = "Server_embedded";
  private static final int KEPT_ERRORS = 1_000;

  private final InstanceDataManagerConfig config;
  private final HelixManager helixManager;
  private final InstanceDataManager instance;
  private final ExecutorService workers;
  private final Cache<Pair<String, String>, SegmentErrorInfo> errors =
      CacheBuilder.newBuilder().maximumSize(KEPT_ERRORS).build();
  private final Map<String, EmbeddedTableDataManager> tables = new ConcurrentHashMap<>();

  EmbeddedServer(Path segmentDirectory, int threads) {
    Map<String, InterfaceStandIn.Answer> settings = new HashMap<>();
    settings.put("getInstanceId", always(INSTANCE_ID));
    settings.put("getInstanceDataDir", always(segmentDirectory.toString()));
    settings.put("getConfig", always(defaultConfiguration()));
    settings.put("getUpsertConfig", always(defaultConfiguration()));
    settings.put("getDedupConfig", always(defaultConfiguration()));
    settings.put("getDeletedSegmentsCacheSize", always(100));
    settings.put("getDeletedSegmentsCacheTtlMinutes", always(2));
    config = InterfaceStandIn.withDefaults(InstanceDataManagerConfig.class, settings);
    helixManager = helix();
    instance =
        InterfaceStandIn.strict(
            InstanceDataManager.class,
            Map.of(
                "getInstanceId",
                always(INSTANCE_ID),
                "getTableDataManager",
                arguments -> tables.get(arguments[0])));
    AtomicInteger number = new AtomicInteger();
    workers =
        Executors.newFixedThreadPool(
            threads, task -> daemon(task, "embedded-pinot-query-" + number.incrementAndGet()));
  }

  /**
   * Helix, which knows nothing: dedup and partial upserts ask it whether all segments of an ideal
   * state are loaded before they consume, and the {@link TableController} loads them first anyway.
   */
  private static HelixManager helix() {
    HelixDataAccessor noProperties =
        InterfaceStandIn.strict(
            HelixDataAccessor.class,
            Map.of(
                "keyBuilder",
                always(new PropertyKey.Builder("embedded")),
                "getProperty",
                always(null)));
    return InterfaceStandIn.strict(
        HelixManager.class,
        Map.of(
            "getHelixPropertyStore",
            always(null),
            "getHelixDataAccessor",
            always(noProperties),
            "getInstanceName",
            always(INSTANCE_ID)));
  }

  InstanceDataManagerConfig config() {
    return config;
  }

  InstanceDataManager instance() {
    return instance;
  }

  ExecutorService workers() {
    return workers;
  }

  /** A configuration of Pinot's defaults, deaf to environment variables. */
  static PinotConfiguration defaultConfiguration() {
    return new PinotConfiguration(Map.of(), Map.of());
  }

  /** Initialises a table and makes it known to queries. */
  void addTable(EmbeddedTableDataManager table) {
    PinotReleaseBridge.initTable(
        table, config, helixManager, table.tableConfig(), table.schema(), workers, errors);
    table.start();
    tables.put(table.tableConfig().getTableName(), table);
  }

  /** Makes a table unknown to queries; its owner shuts it down. */
  void removeTable(EmbeddedTableDataManager table) {
    tables.remove(table.tableConfig().getTableName(), table);
  }

  /** The table of that name with type, or null. */
  EmbeddedTableDataManager table(String nameWithType) {
    return tables.get(nameWithType);
  }

  /** Ends the threads; tables are shut down before. */
  void close() {
    workers.shutdownNow();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
