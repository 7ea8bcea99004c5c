// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import io.debezium.connector.postgresql.PostgresConnector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The settings that Debezium's connector is run with (<a
 * href="https://debezium.io/documentation/reference/stable/connectors/postgresql.html#postgresql-connector-properties">
 * connector properties</a>).
 */
final class DebeziumConfiguration {
  /** The first server version whose log takes messages of a client through pgoutput. */
  private static final int LOGICAL_MESSAGES = 140_000;

  private static final String HEARTBEAT =
      "SELECT pg_logical_emit_message(true, 'iggy_connect_heartbeat', '')";
  private static final Set<String> LOGIN =
      Set.of("user", "password", "PGHOST", "PGPORT", "PGDBNAME");
  private static final AtomicLong STARTS = new AtomicLong();

  private DebeziumConfiguration() {}

  /**
   * The settings of one start.
   *
   * @param absent what stands for large values that an update did not touch
   */
  static Map<String, String> of(
      CdcSettings settings, List<SourceTable> tables, int serverVersion, String absent) {
    Map<String, String> all = new LinkedHashMap<>();
    // Names its metrics, which collide when two connectors have the same.
    all.put("topic.prefix", "iggy_" + settings.slot() + "_" + STARTS.incrementAndGet());
    all.put("name", "iggy");
    all.put("connector.class", PostgresConnector.class.getName());
    addDatabase(all, settings.database().properties());
    all.put("plugin.name", "pgoutput");
    all.put("slot.name", settings.slot());
    all.put("publication.name", settings.publication());
    all.put("publication.autocreate.mode", "disabled");
    all.put("table.include.list", regex(tables));
    all.put("snapshot.mode", "initial");
    all.put("snapshot.fetch.size", Integer.toString(Math.min(settings.batchSize(), 2000)));
    // Every change is counted, so that a change of capture_operations moves no position.
    all.put("skipped.operations", "none");
    all.put("tombstones.on.delete", "false");
    all.put("decimal.handling.mode", "precise");
    all.put("time.precision.mode", "adaptive_time_microseconds");
    all.put("hstore.handling.mode", "map");
    all.put("interval.handling.mode", "string");
    all.put("include.unknown.datatypes", "true");
    all.put("unavailable.value.placeholder", absent);
    addQueue(all, settings);
    addHeartbeat(all, settings.heartbeatInterval().toMillis(), serverVersion);
    return all;
  }

  private static void addDatabase(Map<String, String> all, Properties database) {
    all.put("database.hostname", database.getProperty("PGHOST"));
    all.put("database.port", database.getProperty("PGPORT"));
    all.put("database.dbname", database.getProperty("PGDBNAME"));
    all.put("database.user", database.getProperty("user", ""));
    all.put("database.password", database.getProperty("password", ""));
    for (String name : database.stringPropertyNames()) {
      if (!LOGIN.contains(name)) {
        all.put("driver." + name, database.getProperty(name));
      }
    }
    all.put("driver.ApplicationName", "iggy-connect");
    all.put("driver.tcpKeepAlive", "true");
  }

  private static void addQueue(Map<String, String> all, CdcSettings settings) {
    all.put("max.batch.size", Integer.toString(settings.batchSize()));
    all.put("max.queue.size", Integer.toString(2 * settings.batchSize()));
    all.put("max.queue.size.in.bytes", Long.toString(settings.maxBatchBytes()));
    all.put("poll.interval.ms", "20");
    // Retrying is the runtime's business: a failed task is thrown away and another one started.
    all.put("errors.max.retries", "0");
    all.put("slot.max.retries", "0");
    all.put("retriable.restart.connector.wait.ms", "100");
    all.put("executor.shutdown.timeout.ms", "1500");
  }

  private static void addHeartbeat(Map<String, String> all, long millis, int serverVersion) {
    all.put("heartbeat.interval.ms", Long.toString(millis));
    if (millis > 0 && serverVersion >= LOGICAL_MESSAGES) {
      // A commit of our own, behind which the server may forget what others wrote.
      all.put("heartbeat.action.query", HEARTBEAT);
    }
  }

  private static String regex(List<SourceTable> tables) {
    return tables.stream()
        .map(table -> literal(table.name().schema()) + "\\." + literal(table.name().table()))
        .collect(Collectors.joining(","));
  }

  /** A name as a regular expression, in which Debezium finds no comma. */
  private static String literal(String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) || c == '_';
      regex.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return regex.toString();
  }
}
